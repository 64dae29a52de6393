package io.countersign.platform.actor;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How strongly and when a caller proved who they are.
 *
 * @param method how the request was authenticated
 * @param acr authentication context class of the token (OpenID Connect Core, section 2), null when the token has none
 * @param authTime when the person last gave their credentials, null when the token does not say (direct grants do not)
 * @param stepUps fresh authentications of this session, each bound to one digest to be signed; empty for programs
 */
public record Authentication(
        Method method, @Nullable String acr, @Nullable Instant authTime, List<StepUp> stepUps) {

    public Authentication {
        stepUps = List.copyOf(stepUps);
    }

    /** Without any fresh authentication for signing. */
    public Authentication(Method method, @Nullable String acr, @Nullable Instant authTime) {
        this(method, acr, authTime, List.of());
    }

    /** The latest fresh authentication given for that digest. */
    public Optional<StepUp> stepUpFor(String digest) {
        return stepUps.stream()
                .filter(stepUp -> stepUp.digest().equals(digest))
                .reduce((earlier, later) -> later.at().isBefore(earlier.at()) ? earlier : later);
    }

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
