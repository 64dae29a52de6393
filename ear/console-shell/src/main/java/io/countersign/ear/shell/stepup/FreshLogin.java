package io.countersign.ear.shell.stepup;

import com.fasterxml.jackson.databind.JsonNode;
import io.countersign.ear.shell.Issuer;
import io.countersign.ear.shell.IssuerUnavailable;
import io.countersign.ear.shell.Tokens;
import io.countersign.platform.actor.StepUp;
import io.countersign.platform.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.consumer.InvalidJwtException;

/**
 * Asks the provider for a login that is made now, and checks what comes back (OpenID Connect Core 1.0, sections 3.1.2.1 and
 * 3.1.3.7).
 *
 * @param issuer the provider
 * @param clientId the console's client there
 * @param clientSecret of that client
 * @param callback where the provider sends the browser back to
 * @param acr authentication context class that a signature asks for; empty when any will do
 */
record FreshLogin(Issuer issuer, String clientId, String clientSecret, URI callback, Optional<String> acr) {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    /** Clocks of the provider and of this server may differ that much; {@code auth_time} knows whole seconds alone. */
    private static final Duration SKEW = Duration.ofSeconds(5);

    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(TIMEOUT).build();

    /** Where to send the browser. */
    URI ask(PendingStepUp pending) throws IssuerUnavailable {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("response_type", "code");
        query.put("client_id", clientId);
        query.put("redirect_uri", callback.toString());
        query.put("scope", "openid");
        query.put("state", pending.state());
        query.put("nonce", pending.nonce());
        query.put("code_challenge", pending.challenge());
        query.put("code_challenge_method", "S256");
        query.put("max_age", "0");
        // A login of this very second is no older than zero seconds: ask all the same.
        query.put("prompt", "login");
        acr.ifPresent(wanted -> query.put("acr_values", wanted));
        URI endpoint = issuer.address("authorization_endpoint");
        return URI.create(endpoint + (endpoint.getQuery() == null ? "?" : "&") + form(query));
    }

    /** What the code stands for. */
    StepUp redeem(PendingStepUp pending, String code) throws RefusedStepUp, IssuerUnavailable {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", "authorization_code");
        form.put("code", code);
        form.put("redirect_uri", callback.toString());
        form.put("code_verifier", pending.verifier());
        return checked(pending, idToken(form));
    }

    private String idToken(Map<String, String> form) throws RefusedStepUp, IssuerUnavailable {
        String credentials = encoded(clientId) + ":" + encoded(clientSecret);
        HttpRequest request = HttpRequest.newBuilder(issuer.address("token_endpoint"))
                .timeout(TIMEOUT)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8)))
                .POST(HttpRequest.BodyPublishers.ofString(form(form)))
                .build();
        try {
            HttpResponse<byte[]> answer = HTTP.send(request, HttpResponse.BodyHandlers.ofByteArray());
            JsonNode body = Json.mapper().readTree(answer.body());
            if (answer.statusCode() != 200 || !body.path("id_token").isTextual()) {
                throw new RefusedStepUp("failed", "The provider does not take the code: " + answer.statusCode());
            }
            return body.path("id_token").textValue();
        } catch (IOException unreachable) {
            throw new IssuerUnavailable("The identity provider cannot be reached", unreachable);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new IssuerUnavailable("The server is stopping", stopping);
        }
    }

    private StepUp checked(PendingStepUp pending, String idToken) throws RefusedStepUp, IssuerUnavailable {
        JwtClaims claims;
        try {
            claims = Tokens.checks(issuer, clientId).build().processToClaims(idToken);
        } catch (InvalidJwtException refused) {
            throw new RefusedStepUp("failed", "The ID token is not valid: " + refused.getErrorDetails());
        }
        if (!pending.nonce().equals(claims.getClaimValue("nonce"))) {
            throw new RefusedStepUp("failed", "The ID token was made for another request");
        }
        if (!pending.subject().equals(claims.getClaimValue("sub"))) {
            throw new RefusedStepUp("other-person", "Somebody else gave their credentials");
        }
        Instant at = authTime(claims);
        if (at.isBefore(pending.askedAt().minus(SKEW))) {
            throw new RefusedStepUp("failed", "The login is older than the request for it");
        }
        String given = claims.getClaimValue("acr") instanceof String text ? text : null;
        if (acr.isPresent() && !acr.get().equals(given)) {
            throw new RefusedStepUp("failed", "The login is of class " + given + ", not " + acr.get());
        }
        return new StepUp(pending.digest(), at, given);
    }

    private static Instant authTime(JwtClaims claims) throws RefusedStepUp {
        if (claims.getClaimValue("auth_time") instanceof Number seconds) {
            return Instant.ofEpochSecond(seconds.longValue());
        }
        throw new RefusedStepUp("failed", "The ID token does not say when the login was");
    }

    private static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
