package io.countersign.approvals.control;

import io.countersign.platform.actor.Actor;
import io.countersign.platform.actor.Authentication;
import io.countersign.platform.actor.Reach;
import io.countersign.platform.actor.Role;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Actors for tests. */
final class Actors {
    private Actors() {}

    static Actor person(String subject, Role... roles) {
        return of(Actor.Kind.PERSON, subject, null, roles);
    }

    /** The same person with a role narrowed to models: by name, or with {@code *} at its end by prefix. */
    static Actor reaching(Actor person, Role narrowed, String... models) {
        List<Reach.Limit> limits = Stream.of(models)
                .map(model -> model.endsWith("*")
                        ? new Reach.Limit(Reach.Kind.MODEL, model.substring(0, model.length() - 1), true)
                        : new Reach.Limit(Reach.Kind.MODEL, model, false))
                .toList();
        return new Actor(
                person.kind(),
                person.subject(),
                person.displayName(),
                person.roles(),
                person.client(),
                null,
                person.requestId(),
                person.authentication(),
                person.accountable(),
                new Reach(Map.of(narrowed, limits)));
    }

    static Actor serviceAccount(String subject, String accountable, Role... roles) {
        return of(Actor.Kind.SERVICE_ACCOUNT, subject, accountable, roles);
    }

    static Actor key(String subject, String accountable, Role... roles) {
        return of(Actor.Kind.API_KEY, subject, accountable, roles);
    }

    private static Actor of(Actor.Kind kind, String subject, String accountable, Role... roles) {
        return new Actor(
                kind,
                subject,
                subject + " by name",
                Set.of(roles),
                "test",
                null,
                "request-1",
                new Authentication(Authentication.Method.BEARER, null, null),
                accountable,
                Reach.everything());
    }
}
