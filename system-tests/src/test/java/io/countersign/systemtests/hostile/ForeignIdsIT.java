package io.countersign.systemtests.hostile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.countersign.platform.actor.Role;
import io.countersign.systemtests.Api;
import io.countersign.systemtests.Countersign;
import io.countersign.systemtests.People;
import io.countersign.systemtests.identity.EveryEndpointIT;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/**
 * Somebody whose roles reach one model and one experiment names others, in each parameter of each endpoint that takes a name or
 * an id. Nothing is told and nothing is changed. The calls stand in {@code foreign-ids.txt}; a parameter of an endpoint that
 * no line speaks of fails here.
 */
class ForeignIdsIT {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final Map<String, String> TOKENS = new HashMap<>();

    private final List<ForeignCall> lines = ForeignCall.all();
    private final List<Declared> endpoints = Declared.all(EveryEndpointIT.endpoints());

    @Test
    void everyParameterOfEveryEndpointHasItsLine() {
        Set<String> missing = new TreeSet<>();
        for (Declared endpoint : endpoints) {
            Set<String> open = new TreeSet<>(endpoint.all());
            for (ForeignCall line : lines) {
                switch (line.kind()) {
                    case NO_IDS -> open.removeAll(line.names());
                    case EXEMPT -> {
                        if (endpoint.toString().equals(line.verb() + " " + line.path())) {
                            open.removeAll(line.names());
                        }
                    }
                    case REFUSED, SILENT -> {
                        if (endpointOf(line) == endpoint) {
                            open.removeAll(line.foreignParameters());
                            open.removeAll(endpoint.foreignInPath(line.pathWithoutQuery()));
                        }
                    }
                }
            }
            open.forEach(name -> missing.add(endpoint + " takes " + name));
        }
        assertThat(missing)
                .as("parameters that system-tests/src/test/resources/hostile/foreign-ids.txt does not speak of")
                .isEmpty();
    }

    @Test
    void noLineSpeaksOfAnEndpointThatIsGone() {
        Set<String> known = new HashSet<>();
        endpoints.forEach(endpoint -> known.add(endpoint.toString()));
        assertThat(lines.stream()
                        .filter(line -> line.kind() == ForeignCall.Kind.EXEMPT)
                        .map(line -> line.verb() + " " + line.path())
                        .filter(line -> !known.contains(line)))
                .as("exemptions without an endpoint")
                .isEmpty();
        assertThat(lines.stream().filter(ForeignCall::isCall).filter(line -> endpointOf(line) == null))
                .as("calls without an endpoint")
                .isEmpty();
    }

    @Test
    void everyEndpointIsWrittenDownWithItsParameters() {
        assertThat(Declared.unwritten(endpoints))
                .as("endpoints that neither docs/api/openapi.yaml nor hostile/mlflow-endpoints.txt describes")
                .isEmpty();
    }

    private Declared endpointOf(ForeignCall line) {
        return Declared.find(endpoints, line.verb(), line.pathWithoutQuery()).orElse(null);
    }

    @Test
    void whatLiesOutsideIsNeitherToldNorChanged() {
        Belongings belongings = new Belongings();
        String everything = callerWithin(
                belongings, Arrays.stream(Role.values()).map(Role::wireName).toList());
        Map<String, String> callers = new HashMap<>(Map.of("", everything));
        callers.put("engineer", callerWithin(belongings, List.of("engineer")));
        belongings.with(
                "self", as(everything).get("/api/v1/me").json().path("subject").textValue());
        List<ForeignCall> calls = lines.stream().filter(ForeignCall::isCall).toList();
        calls.forEach(call -> belongings.fill(call.toString())); // all is made before the first call is sent
        waitUntilNarrowed(everything, belongings);
        Map<String, String> before = whenNothingMoves();

        List<String> wrong = new ArrayList<>();
        for (ForeignCall call : calls) {
            HttpResponse<String> answer = send(call, belongings, callers.get(call.role()));
            if (!isAsExpected(call, answer, belongings)) {
                wrong.add(answer.statusCode() + " to " + call + ": " + start(answer.body()));
            }
        }

        assertThat(wrong).as(wrong.size() + " of " + calls.size() + " calls").isEmpty();
        assertThat(BusinessRows.of(Countersign.running())).isEqualTo(before);
    }

    private static boolean isAsExpected(ForeignCall call, HttpResponse<String> answer, Belongings belongings) {
        boolean refused = Set.of(403, 404, 501).contains(answer.statusCode())
                || answer.statusCode() == 400 && answer.body().contains("Your roles do not reach");
        if (call.kind() == ForeignCall.Kind.REFUSED) {
            return refused;
        }
        return refused
                || answer.statusCode() == 200 && belongings.telling().stream().noneMatch(answer.body()::contains);
    }

    /** A person with these roles, each of which reaches a.model and a.experiment alone; their name. */
    private static String callerWithin(Belongings belongings, List<String> roles) {
        String user = People.newUser("narrowed", roles);
        String subject =
                People.as(user).get("/api/v1/me").json().path("subject").textValue();
        Map<String, Object> scope = Map.of(
                "models",
                List.of(Map.of("name", belongings.get("a.model"), "prefix", false)),
                "experiments",
                List.of(Map.of("name", belongings.get("a.experiment-name"), "prefix", false)),
                "reason",
                "test");
        for (String role : roles) {
            Api.Answer narrowed = People.as("admin1").put("/api/v1/grants/" + subject + "/" + role, scope);
            assertThat(narrowed.status()).as(narrowed.toString()).isEqualTo(200);
        }
        return user;
    }

    private static Api as(String user) {
        return People.as(user);
    }

    /** What is known of a caller may be half a second old. */
    private static void waitUntilNarrowed(String user, Belongings belongings) {
        String path = "/api/2.0/mlflow/registered-models/get?name=" + belongings.get("b.model");
        await().atMost(Duration.ofSeconds(20)).until(() -> as(user).get(path).status(), Predicate.isEqual(403));
        assertThat(as(user).get(path.replace(belongings.get("b.model"), belongings.get("a.model")))
                        .status())
                .isEqualTo(200);
    }

    /** Jobs of the server, such as sealing, still follow what was just made. */
    private static Map<String, String> whenNothingMoves() {
        AtomicReference<Map<String, String>> seen = new AtomicReference<>(BusinessRows.of(Countersign.running()));
        return await("rows stop to change")
                .pollDelay(Duration.ofSeconds(3))
                .pollInterval(Duration.ofSeconds(3))
                .atMost(Duration.ofMinutes(2))
                .until(() -> BusinessRows.of(Countersign.running()), now -> now.equals(seen.getAndSet(now)));
    }

    private static HttpResponse<String> send(ForeignCall call, Belongings belongings, String user) {
        String mount = call.path().startsWith("/v1/") || call.path().matches("/[23]\\.0/.*") ? "/api" : "";
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(Countersign.running().url() + mount + belongings.fill(call.path())))
                .timeout(Duration.ofSeconds(60))
                .header("Authorization", "Bearer " + TOKENS.computeIfAbsent(user, Countersign.running()::tokenFor))
                .header("Content-Type", "application/json");
        String body = call.body();
        request.method(
                call.verb(),
                body == null
                        ? HttpRequest.BodyPublishers.noBody()
                        : HttpRequest.BodyPublishers.ofString(belongings.fill(body)));
        try {
            return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException failed) {
            throw new UncheckedIOException("no answer to " + call, failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private static String start(String text) {
        return text.length() > 300 ? text.substring(0, 300) : text;
    }
}
