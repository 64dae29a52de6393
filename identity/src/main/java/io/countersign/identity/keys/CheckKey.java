package io.countersign.identity.keys;

import io.countersign.identity.KeyCheck;
import io.countersign.platform.actor.Actor;
import io.countersign.platform.actor.Authentication;
import io.countersign.platform.actor.Caller;
import io.countersign.platform.actor.Role;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Collectors;

/** Lets a presented key in, or says why not. */
@ApplicationScoped
public class CheckKey {

    @Inject
    KeyLookup lookup;

    @Inject
    KeyUse use;

    /** @throws IllegalStateException when it cannot be told at present */
    public KeyCheck check(String presented) {
        Optional<KeySecret> secret = KeySecret.parse(presented);
        if (secret.isEmpty()) {
            return new KeyCheck.Refused("The API key is mistyped or not complete");
        }
        Optional<KnownKey> known = lookup.find(secret.get());
        if (known.isEmpty()) {
            return new KeyCheck.Refused("The API key is unknown");
        }
        return check(known.get(), Instant.now());
    }

    private KeyCheck check(KnownKey key, Instant now) {
        if (key.revoked() || key.orphaned()) {
            return new KeyCheck.Refused("The API key was revoked");
        }
        if (!now.isBefore(key.expiresAt())) {
            return new KeyCheck.Refused("The API key has expired");
        }
        use.used(key.id());
        return new KeyCheck.Accepted(new Caller(
                Actor.Kind.API_KEY,
                key.id().subject(),
                key.name(),
                key.roles().stream().map(Role::wireName).collect(Collectors.toUnmodifiableSet()),
                "api-key",
                new Authentication(Authentication.Method.API_KEY, null, null),
                key.accountable(),
                key.scope().reachOf(key.roles())));
    }
}
