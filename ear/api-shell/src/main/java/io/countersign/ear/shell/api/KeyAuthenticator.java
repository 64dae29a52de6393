package io.countersign.ear.shell.api;

import io.countersign.identity.ApiKeys;
import io.countersign.identity.KeyCheck;
import io.countersign.platform.actor.Caller;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

/**
 * API keys of ours, as MLflow's clients send them: as a bearer token ({@code MLFLOW_TRACKING_TOKEN}), or as the password
 * of Basic authentication beside any user name ({@code MLFLOW_TRACKING_USERNAME}, {@code MLFLOW_TRACKING_PASSWORD}).
 */
final class KeyAuthenticator implements Authenticator {
    private static final String BEARER = "bearer ";
    private static final String BASIC = "basic ";

    private final ApiKeys keys;

    KeyAuthenticator(ApiKeys keys) {
        this.keys = keys;
    }

    @Override
    public Optional<Caller> authenticate(String authorization) throws RefusedCredentials, CannotVerify {
        String scheme = authorization.toLowerCase(Locale.ROOT);
        if (scheme.startsWith(BASIC)) {
            return Optional.of(check(password(authorization.substring(BASIC.length()))));
        }
        if (scheme.startsWith(BEARER)) {
            String token = authorization.substring(BEARER.length()).strip();
            return keys.looksLikeOne(token) ? Optional.of(check(token)) : Optional.empty();
        }
        return Optional.empty();
    }

    private static String password(String encoded) throws RefusedCredentials {
        try {
            String pair = new String(Base64.getDecoder().decode(encoded.strip()), StandardCharsets.UTF_8);
            return pair.substring(pair.indexOf(':') + 1);
        } catch (IllegalArgumentException notBase64) {
            throw new RefusedCredentials("The Basic credentials are not base64");
        }
    }

    private Caller check(String presented) throws RefusedCredentials, CannotVerify {
        if (!keys.looksLikeOne(presented)) {
            throw new RefusedCredentials("Send an API key as the password; passwords of people are not taken here");
        }
        KeyCheck result = check(keys, presented);
        if (result instanceof KeyCheck.Refused refused) {
            throw new RefusedCredentials(refused.reason());
        }
        return ((KeyCheck.Accepted) result).caller();
    }

    private static KeyCheck check(ApiKeys keys, String presented) throws CannotVerify {
        try {
            return keys.check(presented);
        } catch (IllegalStateException failed) {
            throw new CannotVerify("API keys cannot be looked up", failed);
        }
    }
}
