package io.countersign.systemtests.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.countersign.ear.shell.ShellApplication;
import io.countersign.platform.actor.Role;
import io.countersign.systemtests.Countersign;
import io.countersign.systemtests.People;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Walks every endpoint of every module as nobody, as a person without a role, and as a person with each one role: who is not
 * admitted gets 401 or 403, who is admitted gets past the door. The calls name nothing that exists, and change nothing.
 */
public class EveryEndpointIT {
    private static final String DOOR = "This needs one of the roles";
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final Countersign countersign = Countersign.running();

    /** What the two shells mount: nothing else is served. */
    public static List<Endpoint> endpoints() {
        return new ShellApplication() {}.getClasses().stream()
                .filter(type -> type.isAnnotationPresent(Path.class))
                .flatMap(Endpoint::of)
                .sorted(Comparator.comparing(Endpoint::toString))
                .toList();
    }

    private static Map<String, String> people() {
        Map<String, String> people = new TreeMap<>();
        Arrays.stream(Role.values())
                .map(Role::wireName)
                .forEach(role -> people.put(role, People.newUser(role, List.of(role))));
        people.put("no role", People.newUser("nobody", List.of()));
        return people;
    }

    @Test
    void nobodyIsLetInUnlessTheEndpointIsPublic() {
        List<String> wrong = new ArrayList<>();
        for (Endpoint endpoint : endpoints()) {
            int status = call(endpoint, null).statusCode();
            if ((status == 401) == endpoint.open()) {
                wrong.add(endpoint + " answered nobody with " + status);
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void eachRoleIsLetInWhereItIsDeclaredAndNowhereElse() {
        List<String> wrong = new ArrayList<>();
        people().forEach((role, user) -> {
            String token = countersign.tokenFor(user);
            for (Endpoint endpoint : endpoints()) {
                HttpResponse<String> answer = call(endpoint, token);
                if (stoppedAtTheDoor(answer) == endpoint.admits(role)) {
                    wrong.add(endpoint + " answered " + role + " with " + answer.statusCode() + " " + answer.body());
                }
                if (answer.statusCode() >= 500 && answer.statusCode() != 501 && answer.statusCode() != 503) {
                    wrong.add(endpoint + " failed for " + role + ": " + answer.body());
                }
            }
        });
        assertThat(wrong).isEmpty();
    }

    @Test
    void thereAreEndpointsOfEveryModule() {
        assertThat(endpoints()).hasSizeGreaterThan(80);
        assertThat(endpoints())
                .extracting(Endpoint::toString)
                .contains(
                        "POST /v1/keys",
                        "POST /2.0/mlflow/runs/create",
                        "GET /v1/me",
                        "GET /v1/openapi",
                        "GET /v1/outbox");
    }

    private static boolean stoppedAtTheDoor(HttpResponse<String> answer) {
        if (answer.statusCode() == 401) {
            return true;
        }
        if (answer.statusCode() != 403) {
            return false;
        }
        JsonNode body = Countersign.json(answer);
        return (body.path("detail").asText() + body.path("message").asText()).startsWith(DOOR);
    }

    private HttpResponse<String> call(Endpoint endpoint, @Nullable String token) {
        Instant patience = Instant.now().plusSeconds(60);
        HttpResponse<String> answer = once(endpoint, token);
        while (answer.statusCode() == 429 && Instant.now().isBefore(patience)) {
            answer = once(endpoint, token);
        }
        return answer;
    }

    private HttpResponse<String> once(Endpoint endpoint, @Nullable String token) {
        HttpRequest.Builder request = countersign.at(endpoint.nowhere()).header("Content-Type", "application/json");
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        boolean empty = endpoint.verb().equals("GET") || endpoint.verb().equals("HEAD");
        return send(request.method(
                endpoint.verb(),
                empty ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString("{}")));
    }

    /** Without comparing the answer with the OpenAPI file, which other tests do: here the door alone is looked at. */
    private static HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", interrupted);
        }
    }
}
