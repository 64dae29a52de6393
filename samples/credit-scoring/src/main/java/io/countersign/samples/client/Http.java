package io.countersign.samples.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/** Plain HTTP with a bearer token, for what the stock client cannot do. */
public final class Http {

    static final Duration TIMEOUT = Duration.ofSeconds(60);

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();

    private final String base;
    private final AccessToken token;

    public Http(URI base, AccessToken token) {
        this.base = base.toString().replaceAll("/+$", "");
        this.token = token;
    }

    /**
     * The bytes at a path.
     *
     * @throws CallFailed if the answer is not a success
     */
    public byte[] get(String path) {
        return success(exchange(request(path).GET().build()), "GET " + path).body();
    }

    /**
     * The JSON at a path.
     *
     * @throws CallFailed if the answer is not a success
     */
    public JsonNode getJson(String path) {
        return json(exchange(request(path).GET().build()), "GET " + path);
    }

    /**
     * Posts JSON.
     *
     * @throws CallFailed if the answer is not a success
     */
    public JsonNode post(String path, Map<String, ?> body) {
        return json(postForAnswer(path, body), "POST " + path);
    }

    /** Posts JSON and hands back the answer, whatever it is. */
    HttpResponse<byte[]> postForAnswer(String path, Map<String, ?> body) {
        try {
            return exchange(request(path)
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)))
                    .build());
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("no JSON can be made of the request to " + path, e);
        }
    }

    /**
     * Puts bytes.
     *
     * @throws CallFailed if the answer is not a success
     */
    public void put(String path, byte[] content) {
        success(
                exchange(request(path)
                        .header("Content-Type", "application/octet-stream")
                        .PUT(HttpRequest.BodyPublishers.ofByteArray(content))
                        .build()),
                "PUT " + path);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(base + path))
                .timeout(TIMEOUT)
                .header("Authorization", "Bearer " + token.current());
    }

    static HttpResponse<byte[]> exchange(HttpRequest request) {
        try {
            return CLIENT.send(request, HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new CallFailed("No answer from " + request.uri() + ": " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CallFailed("Interrupted while waiting for " + request.uri(), e);
        }
    }

    static HttpResponse<byte[]> success(HttpResponse<byte[]> response, String what) {
        if (response.statusCode() / 100 != 2) {
            throw new CallFailed(
                    response.statusCode(),
                    what + ": " + response.statusCode() + " " + new String(response.body(), StandardCharsets.UTF_8));
        }
        return response;
    }

    static JsonNode json(HttpResponse<byte[]> response, String what) {
        try {
            return JSON.readTree(success(response, what).body());
        } catch (IOException e) {
            throw new CallFailed(what + ": the answer is not JSON", e);
        }
    }
}
