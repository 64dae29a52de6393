package io.countersign.approvals.control;

import io.countersign.platform.actor.Actor;
import io.countersign.platform.actor.Authentication;
import io.countersign.platform.actor.Reach;
import io.countersign.platform.actor.Role;
import java.util.Set;

/** Actors for tests. */
final class Actors {
    private Actors() {}

    static Actor person(String subject, Role... roles) {
        return of(Actor.Kind.PERSON, subject, null, roles);
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
