package io.countersign.tracking;

import io.countersign.platform.actor.Actor;
import io.countersign.platform.actor.Role;
import java.util.Set;

/**
 * Who a run comes from, as the token said that created it; nothing of it is what the client claimed.
 *
 * @param subject who is responsible: the person, or the accountable person of a service account or key
 * @param name printed name of the token's holder
 * @param kind what kind of token it was: a service account or an API key is a program's
 * @param roles roles of ours that the token carried; empty for runs from before these were kept
 */
public record RunStarter(String subject, String name, Actor.Kind kind, Set<Role> roles) {
    public RunStarter {
        roles = Set.copyOf(roles);
    }
}
