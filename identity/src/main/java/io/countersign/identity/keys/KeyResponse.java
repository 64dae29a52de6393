package io.countersign.identity.keys;

import io.countersign.identity.scope.NameRule;
import io.countersign.platform.actor.Role;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A key on the wire, without its secret. */
record KeyResponse(
        String id,
        KeyKind kind,
        String name,
        String hint,
        Accountable accountable,
        List<String> roles,
        @Nullable List<NameRule> models,
        @Nullable List<NameRule> experiments,
        String state,
        Instant createdAt,
        String createdBy,
        Instant expiresAt,
        @Nullable Instant lastUsedAt,
        @Nullable Instant revokedAt,
        @Nullable String revokedBy) {

    /** Who answers for the key. */
    record Accountable(String subject, String name) {}

    static KeyResponse from(ApiKey key) {
        return new KeyResponse(
                key.id().toString(),
                key.kind(),
                key.name(),
                key.hint(),
                new Accountable(key.accountable(), key.accountableName()),
                key.roles().stream().map(Role::wireName).toList(),
                key.scope().models(),
                key.scope().experiments(),
                key.state(Instant.now()),
                key.createdAt(),
                key.createdBy(),
                key.expiresAt(),
                key.lastUsedAt(),
                key.revokedAt(),
                key.revokedBy());
    }
}
