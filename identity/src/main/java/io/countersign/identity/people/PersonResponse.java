package io.countersign.identity.people;

import io.countersign.platform.actor.Role;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A person or service account on the wire. */
record PersonResponse(
        String subject,
        String kind,
        String name,
        List<String> roles,
        String client,
        Instant firstSeenAt,
        Instant lastSeenAt,
        @Nullable Instant leftAt,
        @Nullable String leftSaidBy) {

    static PersonResponse from(Person person) {
        return new PersonResponse(
                person.subject(),
                person.kind(),
                person.name(),
                person.roles().stream().map(Role::wireName).toList(),
                person.client(),
                person.firstSeenAt(),
                person.lastSeenAt(),
                person.leftAt(),
                person.leftSaidBy());
    }
}
