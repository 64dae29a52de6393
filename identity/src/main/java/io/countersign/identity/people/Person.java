package io.countersign.identity.people;

import io.countersign.platform.actor.Role;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who has called this server, as their token described them last.
 *
 * @param subject stable identifier in the identity provider
 * @param kind {@code person} or {@code service-account}
 * @param name printed name
 * @param roles roles of ours that the last token carried, in the order of {@link Role}
 * @param client program that they used last
 * @param firstSeenAt when they called first
 * @param lastSeenAt when they called last, exact to some minutes
 * @param leftAt since when an administrator says that they left; null for those who are here
 * @param leftSaidBy subject of that administrator
 */
public record Person(
        String subject,
        String kind,
        String name,
        List<Role> roles,
        String client,
        Instant firstSeenAt,
        Instant lastSeenAt,
        @Nullable Instant leftAt,
        @Nullable String leftSaidBy) {

    public Person {
        roles = List.copyOf(roles);
    }

    public boolean isHere() {
        return leftAt == null;
    }
}
