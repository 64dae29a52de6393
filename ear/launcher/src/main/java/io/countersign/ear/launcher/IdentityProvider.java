package io.countersign.ear.launcher;

import java.util.Map;

/**
 * The OpenID Connect provider as the server sees it.
 *
 * @param issuer address of the realm
 * @param clientId the console's client
 * @param clientSecret of that client
 */
public record IdentityProvider(String issuer, String clientId, String clientSecret) {

    /** One that the user runs, named by the environment. */
    static IdentityProvider from(Map<String, String> environment) {
        String secret = environment.getOrDefault("COUNTERSIGN_OIDC_CLIENT_SECRET", "");
        if (secret.isBlank()) {
            throw new StartFailure("With COUNTERSIGN_OIDC_ISSUER set, COUNTERSIGN_OIDC_CLIENT_SECRET must be set too.");
        }
        return new IdentityProvider(
                environment.getOrDefault("COUNTERSIGN_OIDC_ISSUER", ""),
                environment.getOrDefault("COUNTERSIGN_OIDC_CLIENT_ID", "countersign-console"),
                secret);
    }
}
