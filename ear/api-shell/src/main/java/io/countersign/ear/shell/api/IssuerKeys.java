package io.countersign.ear.shell.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.countersign.platform.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.jose4j.http.Get;
import org.jose4j.jwk.HttpsJwks;
import org.jspecify.annotations.Nullable;

/**
 * The signing keys that an OpenID Connect issuer publishes (OpenID Connect Discovery 1.0, section 4). Asked for when the
 * first token comes, so that the server starts without its identity provider; a rotated key is followed at once, but
 * unknown key ids never cause more than one request in thirty seconds.
 */
final class IssuerKeys {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final Duration CACHE = Duration.ofHours(1);
    private static final Duration REFRESH_AT_MOST_EVERY = Duration.ofSeconds(30);

    private final String issuer;
    private @Nullable HttpsJwks published;

    IssuerKeys(String issuer) {
        this.issuer = issuer;
    }

    synchronized HttpsJwks published() throws CannotVerify {
        HttpsJwks known = published;
        if (known == null) {
            known = jwks(discover());
            published = known;
        }
        return known;
    }

    private static HttpsJwks jwks(String location) {
        Get http = new Get();
        http.setConnectTimeout((int) TIMEOUT.toMillis());
        http.setReadTimeout((int) TIMEOUT.toMillis());
        http.setRetries(1);
        HttpsJwks jwks = new HttpsJwks(location);
        jwks.setSimpleHttpGet(http);
        jwks.setDefaultCacheDuration(CACHE.toSeconds());
        jwks.setRetainCacheOnErrorDuration(CACHE.toSeconds());
        jwks.setRefreshReprieveThreshold(REFRESH_AT_MOST_EVERY.toMillis());
        return jwks;
    }

    private String discover() throws CannotVerify {
        URI document = URI.create(issuer + "/.well-known/openid-configuration");
        try {
            HttpClient client = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
            HttpResponse<byte[]> answer = client.send(
                    HttpRequest.newBuilder(document).timeout(TIMEOUT).build(), HttpResponse.BodyHandlers.ofByteArray());
            JsonNode metadata = Json.mapper().readTree(answer.body());
            if (answer.statusCode() != 200
                    || !issuer.equals(metadata.path("issuer").asText())) {
                throw new IOException(document + " does not describe this issuer (status " + answer.statusCode() + ")");
            }
            return metadata.path("jwks_uri").asText();
        } catch (IOException unreachable) {
            throw new CannotVerify("The identity provider cannot be reached", unreachable);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new CannotVerify("The server is stopping", stopping);
        }
    }
}
