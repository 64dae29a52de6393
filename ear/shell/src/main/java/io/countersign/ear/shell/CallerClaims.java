package io.countersign.ear.shell;

import io.countersign.platform.actor.Actor;
import io.countersign.platform.actor.Authentication;
import io.countersign.platform.actor.Caller;
import io.countersign.platform.actor.Reach;
import io.countersign.platform.actor.StepUp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes a caller of the claims of an access token that has been verified. */
public final class CallerClaims {
    private static final String SERVICE_ACCOUNT_PREFIX = "service-account-";

    private final List<String> rolePath;

    /** @param rolePath claim that holds the list of role names, steps parted by dots: {@code realm_access.roles} */
    public CallerClaims(String rolePath) {
        this.rolePath = List.of(rolePath.split("\\.", -1));
    }

    /**
     * The caller whom the claims describe.
     *
     * @throws IllegalArgumentException when the token names no subject
     */
    public Caller caller(Map<String, ?> claims, Authentication.Method method) {
        return caller(claims, method, List.of());
    }

    /**
     * The same with the fresh authentications that the person gave in this session.
     *
     * @throws IllegalArgumentException when the token names no subject
     */
    public Caller caller(Map<String, ?> claims, Authentication.Method method, List<StepUp> stepUps) {
        String subject = text(claims, "sub");
        if (subject == null || subject.isBlank()) {
            throw new IllegalArgumentException("the token names no subject");
        }
        String userName = Objects.requireNonNullElse(text(claims, "preferred_username"), subject);
        boolean service = userName.startsWith(SERVICE_ACCOUNT_PREFIX) || isOfAProgram(claims, subject);
        return new Caller(
                service ? Actor.Kind.SERVICE_ACCOUNT : Actor.Kind.PERSON,
                subject,
                Objects.requireNonNullElse(text(claims, "name"), userName),
                roles(claims),
                Objects.requireNonNullElse(text(claims, "azp"), "unknown"),
                new Authentication(method, text(claims, "acr"), authTime(claims), stepUps),
                service ? text(claims, "accountable") : null,
                Reach.everything());
    }

    /**
     * Whether the token was given to a program for itself, so that it must not pass for a person: its subject is the client
     * (RFC 9068, section 2.2), or the provider says so (Auth0: {@code gty}, Microsoft Entra: {@code idtyp}).
     */
    private static boolean isOfAProgram(Map<String, ?> claims, String subject) {
        return subject.equals(text(claims, "azp"))
                || subject.equals(text(claims, "client_id"))
                || "client-credentials".equals(text(claims, "gty"))
                || "app".equals(text(claims, "idtyp"));
    }

    private Set<String> roles(Map<String, ?> claims) {
        Object found = claims;
        for (String step : rolePath) {
            found = found instanceof Map<?, ?> map ? map.get(step) : null;
        }
        return found instanceof List<?> names
                ? names.stream().flatMap(CallerClaims::textOnly).collect(Collectors.toUnmodifiableSet())
                : Set.of();
    }

    private static Stream<String> textOnly(Object value) {
        return value instanceof String text ? Stream.of(text) : Stream.empty();
    }

    private static @Nullable String text(Map<String, ?> claims, String name) {
        return claims.get(name) instanceof String text ? text : null;
    }

    private static @Nullable Instant authTime(Map<String, ?> claims) {
        return claims.get("auth_time") instanceof Number seconds ? Instant.ofEpochSecond(seconds.longValue()) : null;
    }
}
