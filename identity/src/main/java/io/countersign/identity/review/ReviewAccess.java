package io.countersign.identity.review;

import io.countersign.identity.grants.Narrowing;
import io.countersign.identity.grants.Narrowings;
import io.countersign.identity.keys.ApiKey;
import io.countersign.identity.keys.StoredKeys;
import io.countersign.identity.people.People;
import io.countersign.identity.people.Person;
import io.countersign.identity.scope.Scope;
import io.countersign.platform.actor.Role;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Puts together who can do what. Reads only. */
@ApplicationScoped
class ReviewAccess {

    @Inject
    People people;

    @Inject
    Narrowings narrowings;

    @Inject
    StoredKeys keys;

    AccessReview asOf(Instant now) {
        Map<String, Map<Role, Scope>> narrowed = narrowings.all().stream()
                .collect(
                        Collectors.groupingBy(Narrowing::subject, Collectors.toMap(Narrowing::role, Narrowing::scope)));
        Map<String, List<ApiKey>> active =
                keys.active(null, now).stream().collect(Collectors.groupingBy(ApiKey::accountable));
        return new AccessReview(
                now,
                people.all().stream()
                        .map(person -> reviewed(
                                person,
                                narrowed.getOrDefault(person.subject(), Map.of()),
                                active.getOrDefault(person.subject(), List.of())))
                        .toList());
    }

    private static ReviewedPerson reviewed(Person person, Map<Role, Scope> narrowed, List<ApiKey> keys) {
        return new ReviewedPerson(
                person.subject(),
                person.name(),
                person.kind(),
                person.roles().stream()
                        .map(role -> ReviewedRole.of(role, narrowed.getOrDefault(role, Scope.everything())))
                        .toList(),
                person.firstSeenAt(),
                person.lastSeenAt(),
                person.leftAt(),
                keys.stream().map(ReviewedKey::of).toList());
    }
}
