package io.countersign.ear.shell;

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
 * An OpenID Connect provider, as it describes itself (OpenID Connect Discovery 1.0, section 4). Asked when it is needed
 * first, so that the server starts without it; a rotated signing key is followed at once, but unknown key ids never cause
 * more than one request in thirty seconds.
 */
public final class Issuer {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final Duration CACHE = Duration.ofHours(1);
    private static final Duration REFRESH_AT_MOST_EVERY = Duration.ofSeconds(30);

    private final String name;
    private final Duration refreshAtMostEvery;
    private @Nullable Known known;

    private record Known(JsonNode metadata, HttpsJwks keys) {}

    /** @param name the issuer's identifier, an https URL without a slash at the end */
    public Issuer(String name) {
        this(name, REFRESH_AT_MOST_EVERY);
    }

    /** For tests that rotate keys more often than providers do. */
    public Issuer(String name, Duration refreshAtMostEvery) {
        this.name = name;
        this.refreshAtMostEvery = refreshAtMostEvery;
    }

    /** Its identifier, which is the {@code iss} of its tokens. */
    public String name() {
        return name;
    }

    /** How long a key that it has withdrawn may still be believed at most. */
    public Duration refreshAtMostEvery() {
        return refreshAtMostEvery;
    }

    /** The keys with which it signs. */
    public HttpsJwks keys() throws IssuerUnavailable {
        return known().keys();
    }

    /**
     * One of its addresses.
     *
     * @param member of its metadata: {@code token_endpoint}
     * @throws IssuerUnavailable also when it has none of that kind
     */
    public URI address(String member) throws IssuerUnavailable {
        String address = known().metadata().path(member).asText();
        if (address.isEmpty()) {
            throw new IssuerUnavailable("The identity provider has no " + member, new IOException(member));
        }
        return URI.create(address);
    }

    private synchronized Known known() throws IssuerUnavailable {
        Known found = known;
        if (found == null) {
            JsonNode metadata = discover();
            found = new Known(metadata, jwks(metadata.path("jwks_uri").asText()));
            known = found;
        }
        return found;
    }

    private HttpsJwks jwks(String location) {
        Get http = new Get();
        http.setConnectTimeout((int) TIMEOUT.toMillis());
        http.setReadTimeout((int) TIMEOUT.toMillis());
        http.setRetries(1);
        HttpsJwks jwks = new HttpsJwks(location);
        jwks.setSimpleHttpGet(http);
        jwks.setDefaultCacheDuration(CACHE.toSeconds());
        jwks.setRetainCacheOnErrorDuration(CACHE.toSeconds());
        jwks.setRefreshReprieveThreshold(refreshAtMostEvery.toMillis());
        return jwks;
    }

    private JsonNode discover() throws IssuerUnavailable {
        URI document = URI.create(name + "/.well-known/openid-configuration");
        try {
            HttpClient client = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
            HttpResponse<byte[]> answer = client.send(
                    HttpRequest.newBuilder(document).timeout(TIMEOUT).build(), HttpResponse.BodyHandlers.ofByteArray());
            JsonNode metadata = Json.mapper().readTree(answer.body());
            if (answer.statusCode() != 200
                    || !name.equals(metadata.path("issuer").asText())) {
                throw new IOException(document + " does not describe this issuer (status " + answer.statusCode() + ")");
            }
            return metadata;
        } catch (IOException unreachable) {
            throw new IssuerUnavailable("The identity provider cannot be reached", unreachable);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new IssuerUnavailable("The server is stopping", stopping);
        }
    }
}
