package io.countersign.systemtests.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.systemtests.Api;
import io.countersign.systemtests.Countersign;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Hostile calls to every endpoint that is written down, as everybody. None ends in a failure of the server, none tells what
 * is inside, and those that were refused change no business row when they are all sent once more.
 */
class FuzzIT {
    private static final List<String> PEOPLE = List.of(
            "engineer1", "validator1", "approver1", "owner1", "deployer1", "auditor1", "admin1", "nobody", "garbage");
    private static final long SEED = Long.getLong("countersign.fuzz.seed", 20261129L);

    private static final HttpClient HTTP = HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(Duration.ofSeconds(10))
            .build();

    /** Of its own: what administrators are made to do here would disturb other tests. */
    private static Countersign countersign;

    private static List<String> real;
    private static Callers callers;

    /** The last answer and the call that it answered, to tell when the next one gets none. */
    private static String before = "nothing";

    @BeforeAll
    static void start() {
        countersign = Countersign.beside(Countersign.WITHOUT_LIMITS);
        callers = new Callers(countersign);
        real = things();
    }

    @AfterAll
    static void stop() {
        countersign.stop();
    }

    @Test
    void someHundredHostileCallsFailNoServerAndChangeNothing() throws IOException {
        attack(8 * Endpoint.all().size());
    }

    @Test
    @Tag("deep")
    void tenThousandHostileCallsFailNoServerAndChangeNothing() throws IOException {
        attack(10_000);
    }

    private static void attack(int calls) throws IOException {
        HostileCalls hostile = new HostileCalls(SEED, Endpoint.all(), real);
        List<String> defects = new ArrayList<>();
        List<Sent> refused = new ArrayList<>();
        for (int i = 0; i < calls; i++) {
            Sent sent = new Sent(hostile.call(i), PEOPLE.get((i / 7 + i) % PEOPLE.size()));
            HttpResponse<String> answer = send(sent);
            complaint(answer).ifPresent(complaint -> defects.add(complaint + " to " + sent));
            if (answer.statusCode() >= 400) {
                refused.add(sent);
            }
        }
        assertThat(defects).as(defects.size() + " defects, seed " + SEED).isEmpty();
        assertThat(refused.size()).isGreaterThan(calls / 4);

        Map<String, String> before = BusinessRows.of(countersign);
        List<Sent> accepted = new ArrayList<>();
        for (Sent sent : refused) {
            if (send(sent).statusCode() < 400 && sent.call().endpoint().changes()) {
                accepted.add(sent);
            }
        }
        // What an earlier call made possible may be accepted now, and then it may change rows.
        if (accepted.isEmpty()) {
            assertThat(BusinessRows.of(countersign)).isEqualTo(before);
        } else {
            refused.removeAll(accepted);
            Map<String, String> again = BusinessRows.of(countersign);
            refused.forEach(FuzzIT::send);
            assertThat(BusinessRows.of(countersign)).isEqualTo(again);
        }
        Logs.assertKeptInOrder(countersign.state(), "ERROR forged line");
    }

    private static Optional<String> complaint(HttpResponse<String> answer) {
        int status = answer.statusCode();
        if (status >= 500 && status != 501) {
            return Optional.of(status + " " + start(answer.body()));
        }
        String body = status >= 400 ? answer.body() : "";
        boolean tells = body.contains("Exception")
                || body.contains("\tat ")
                || body.contains("org.hibernate")
                || body.contains("PSQL")
                || body.contains("SELECT ")
                || body.contains("/home/")
                || body.contains("/root/");
        if (tells && !body.contains("UNION SELECT rolpassword")) {
            return Optional.of(status + " tells too much: " + start(body));
        }
        String type = answer.headers().firstValue("Content-Type").orElse("");
        if (status >= 400 && !type.contains("json")) {
            return Optional.of(status + " is no JSON but " + type + ": " + start(body));
        }
        return Optional.empty();
    }

    private static String start(String text) {
        return text.length() > 300 ? text.substring(0, 300) : text;
    }

    private static HttpResponse<String> send(Sent sent) {
        HostileCalls.Call call = sent.call();
        String mount = call.path().startsWith("/v1/") || call.path().matches("/[23]\\.0/.*") ? "/api" : "";
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(countersign.url() + mount + call.path()))
                .timeout(Duration.ofSeconds(120))
                .method(
                        call.method(),
                        call.body() == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofByteArray(call.body()));
        if (call.contentType() != null) {
            request.header("Content-Type", call.contentType());
        }
        if (sent.person().equals("garbage")) {
            request.header("Authorization", "Bearer garbage.garbage.garbage");
        } else if (!sent.person().equals("nobody")) {
            request.header("Authorization", "Bearer " + callers.token(sent.person()));
        }
        try {
            HttpResponse<String> answer = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
            before = answer.statusCode() + " to " + sent;
            return answer;
        } catch (IOException failed) {
            throw new AssertionError("no answer to " + sent + "\nwhich came after " + before, failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** One of each, to be named in hostile calls. */
    private static List<String> things() {
        Api engineer = callers.as("engineer1");
        String run = engineer.post("/api/2.0/mlflow/runs/create", Map.of("experiment_id", "0"))
                .json()
                .at("/run/info/run_id")
                .asText();
        engineer.put(
                "/api/2.0/mlflow-artifacts/artifacts/0/" + run + "/artifacts/model/MLmodel", "flavors: {}".getBytes());
        engineer.post("/api/2.0/mlflow/registered-models/create", Map.of("name", "fuzzed"));
        engineer.post(
                "/api/2.0/mlflow/model-versions/create",
                Map.of("name", "fuzzed", "source", "runs:/" + run + "/model", "run_id", run));
        return List.of(run, "0", "fuzzed", "1", "Staging", "0/" + run + "/artifacts/model/MLmodel");
    }

    private record Sent(HostileCalls.Call call, String person) {}
}
