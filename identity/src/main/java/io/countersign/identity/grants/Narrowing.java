package io.countersign.identity.grants;

import io.countersign.identity.scope.Scope;
import io.countersign.platform.actor.Role;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A role of somebody, narrowed to what the scope names.
 *
 * @param subject whose role
 * @param name their name as last seen; null when they have not been seen
 * @param role which role
 * @param scope what it covers
 * @param changedAt when an administrator decided so
 * @param changedBy subject of that administrator
 */
public record Narrowing(
        String subject, @Nullable String name, Role role, Scope scope, Instant changedAt, String changedBy) {}
