package io.countersign.ear.launcher;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Keycloak's admin REST API, as far as it is needed to set up a realm. */
public final class KeycloakAdministration {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    private final String address;
    private final String user;
    private final String password;

    KeycloakAdministration(String address, String user, String password) {
        this.address = address;
        this.user = user;
        this.password = password;
    }

    /** Answer of a GET below {@code /admin}; a missing node when there is no such thing. */
    public JsonNode get(String path) {
        HttpResponse<String> answer = send(request(path).GET());
        return answer.statusCode() == 404 ? JSON.missingNode() : parse(path, answer);
    }

    public void post(String path, JsonNode body) {
        parse(path, send(request(path).POST(json(body))));
    }

    public void put(String path, JsonNode body) {
        parse(path, send(request(path).PUT(json(body))));
    }

    /** Some of Keycloak's deletions name in the body what is to be deleted. */
    public void delete(String path, JsonNode body) {
        parse(path, send(request(path).method("DELETE", json(body))));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(address + "/admin" + path))
                .header("Authorization", "Bearer " + token())
                .header("Content-Type", "application/json");
    }

    private String token() {
        String form =
                "grant_type=password&client_id=admin-cli&username=" + encoded(user) + "&password=" + encoded(password);
        HttpResponse<String> answer =
                send(HttpRequest.newBuilder(URI.create(address + "/realms/master/protocol/openid-connect/token"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(form)));
        return parse("token", answer).path("access_token").asText();
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return CLIENT.send(request.timeout(Duration.ofSeconds(60)).build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException failed) {
            throw new StartFailure("Keycloak's admin API does not answer: " + failed.getMessage() + ".", failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new StartFailure("Interrupted while setting up Keycloak.", interrupted);
        }
    }

    private static JsonNode parse(String path, HttpResponse<String> answer) {
        if (answer.statusCode() >= 300) {
            throw new StartFailure("Keycloak answered " + answer.statusCode() + " to " + path + ": " + answer.body());
        }
        try {
            return answer.body().isEmpty() ? JSON.missingNode() : JSON.readTree(answer.body());
        } catch (IOException failed) {
            throw new StartFailure("Keycloak's answer to " + path + " is not JSON.", failed);
        }
    }

    private static HttpRequest.BodyPublisher json(JsonNode body) {
        return HttpRequest.BodyPublishers.ofString(body.toString());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
