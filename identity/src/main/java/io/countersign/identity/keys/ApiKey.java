package io.countersign.identity.keys;

import io.countersign.identity.scope.Scope;
import io.countersign.platform.actor.Role;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A key as it is stored, without its secret.
 *
 * @param id identity; calls with the key have the subject {@code key:<id>}
 * @param kind whose program it is for
 * @param name what the owner calls it
 * @param hint beginning of the secret
 * @param accountable subject of the person who answers for it
 * @param accountableName their name as last seen
 * @param roles roles that it was given
 * @param scope models and experiments that it covers
 * @param createdAt when it was made
 * @param createdBy subject of who made it
 * @param expiresAt from when on it is refused
 * @param lastUsedAt when it was used last, exact to a minute; null when never
 * @param revokedAt when it was revoked; null when it was not
 * @param revokedBy subject of who revoked it
 */
public record ApiKey(
        KeyId id,
        KeyKind kind,
        String name,
        String hint,
        String accountable,
        String accountableName,
        List<Role> roles,
        Scope scope,
        Instant createdAt,
        String createdBy,
        Instant expiresAt,
        @Nullable Instant lastUsedAt,
        @Nullable Instant revokedAt,
        @Nullable String revokedBy) {

    public ApiKey {
        roles = List.copyOf(roles);
    }

    /** {@code active}, {@code expired} or {@code revoked}. */
    public String state(Instant now) {
        if (revokedAt != null) {
            return "revoked";
        }
        return now.isBefore(expiresAt) ? "active" : "expired";
    }
}
