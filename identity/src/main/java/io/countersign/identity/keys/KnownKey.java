package io.countersign.identity.keys;

import io.countersign.identity.scope.Scope;
import io.countersign.platform.actor.Role;
import java.time.Instant;
import java.util.Set;

/**
 * What must be known of a key to let a call in.
 *
 * @param id identity
 * @param name what its owner calls it
 * @param accountable subject of the person who answers for it
 * @param roles roles that it carries now: of a personal key those alone that its owner's last token carried too
 * @param scope models and experiments that it covers
 * @param expiresAt from when on it is refused
 * @param revoked whether it was revoked
 * @param orphaned whether the accountable person has left
 */
record KnownKey(
        KeyId id,
        String name,
        String accountable,
        Set<Role> roles,
        Scope scope,
        Instant expiresAt,
        boolean revoked,
        boolean orphaned) {

    KnownKey {
        roles = Set.copyOf(roles);
    }
}
