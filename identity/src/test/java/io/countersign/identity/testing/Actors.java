package io.countersign.identity.testing;

import io.countersign.platform.actor.Actor;
import io.countersign.platform.actor.Authentication;
import io.countersign.platform.actor.Caller;
import io.countersign.platform.actor.Reach;
import io.countersign.platform.actor.Role;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Who acts in the tests. */
public final class Actors {
    private static final Authentication BEARER = new Authentication(Authentication.Method.BEARER, null, null);

    private Actors() {}

    public static Actor person(String subject, Role... roles) {
        return new Actor(
                Actor.Kind.PERSON,
                subject,
                "Name of " + subject,
                Set.of(roles),
                "test",
                "127.0.0.1",
                "request",
                BEARER,
                null,
                Reach.everything());
    }

    public static Caller caller(String subject, Role... roles) {
        return new Caller(
                Actor.Kind.PERSON,
                subject,
                "Name of " + subject,
                Arrays.stream(roles).map(Role::wireName).collect(Collectors.toSet()),
                "test",
                BEARER,
                null,
                Reach.everything());
    }

    /** A call with a key, as the door for programs makes it. */
    public static Actor with(Caller key) {
        return new Actor(
                key.kind(),
                key.subject(),
                key.displayName(),
                key.roles().stream().map(Role::named).flatMap(Optional::stream).collect(Collectors.toSet()),
                key.client(),
                "127.0.0.1",
                "request",
                key.authentication(),
                key.accountable(),
                key.reach());
    }
}
