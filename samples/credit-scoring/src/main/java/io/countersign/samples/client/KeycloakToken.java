package io.countersign.samples.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Tokens by direct grant (RFC 6749 section 4.3), which Keycloak allows the public client {@code countersign-cli} in
 * the demonstration realm only. A token is replaced before it expires.
 */
public final class KeycloakToken implements AccessToken {

    /** A token with less than this left is replaced. */
    private static final Duration MARGIN = Duration.ofSeconds(30);

    private final URI tokenUrl;
    private final Map<String, String> form;
    private final String user;
    private @Nullable String token;
    private Instant goodUntil = Instant.MIN;

    public KeycloakToken(URI tokenUrl, String clientId, String user, String password) {
        this.tokenUrl = tokenUrl;
        this.user = user;
        this.form = Map.of("grant_type", "password", "client_id", clientId, "username", user, "password", password);
    }

    @Override
    public synchronized String current() {
        String held = token;
        if (held != null && Instant.now().isBefore(goodUntil)) {
            return held;
        }
        Instant askedAt = Instant.now();
        JsonNode answer = Http.json(Http.exchange(request()), "Keycloak gave no token to " + user);
        String fresh = answer.path("access_token").asText();
        goodUntil = askedAt.plusSeconds(answer.path("expires_in").asLong()).minus(MARGIN);
        token = fresh;
        return fresh;
    }

    private HttpRequest request() {
        String body = form.entrySet().stream()
                .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
                .collect(Collectors.joining("&"));
        return HttpRequest.newBuilder(tokenUrl)
                .timeout(Http.TIMEOUT)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }

    private static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
