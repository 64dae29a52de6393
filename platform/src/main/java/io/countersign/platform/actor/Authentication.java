package io.countersign.platform.actor;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How strongly and when a caller proved who they are.
 *
 * @param method how the request was authenticated
 * @param acr authentication context class of the token (OpenID Connect Core, section 2), null when the token has none
 * @param authTime when the person last gave their credentials, null when the token does not say (direct grants do not)
 */
public record Authentication(
        Method method, @Nullable String acr, @Nullable Instant authTime) {

    /** Ways to be authenticated. */
    public enum Method {
        /** Browser session by OpenID Connect code flow. */
        OIDC_SESSION,
        /** Bearer token issued by the identity provider. */
        BEARER,
        /** API key of ours. */
        API_KEY,
        /** No caller: a timer or job of the server. */
        SYSTEM
    }
}
