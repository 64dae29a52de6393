package io.countersign.systemtests.governance;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.systemtests.Countersign;
import io.countersign.systemtests.identity.EveryEndpointIT;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each endpoint that changes state leaves an entry in the ledger with the id of the request. Endpoints come from the resource
 * classes; how each is called stands in {@code changes.txt}, and one without a line there fails by name.
 */
class EveryChangeLeavesAnEntryIT {
    private static final Set<String> CHANGING = Set.of("POST", "PUT", "PATCH", "DELETE");

    private final Countersign countersign = Countersign.running();

    @Test
    void everyEndpointThatMayChangeStateHasItsLine() {
        Set<String> without = endpoints();
        without.removeAll(Example.all().keySet());
        assertThat(without)
                .as(
                        "Endpoints that may change state and have no line in"
                                + " system-tests/src/test/resources/io/countersign/systemtests/governance/changes.txt: add an example"
                                + " call, or say why it leaves no entry of its own (sealed, reads) or which test shows its entry (shown-by)")
                .isEmpty();
    }

    @Test
    void noLineSpeaksOfAnEndpointThatIsGone() {
        Set<String> lines = new TreeSet<>(Example.all().keySet());
        lines.removeAll(endpoints());
        assertThat(lines).as("lines of changes.txt without an endpoint").isEmpty();
    }

    @Test
    void whatIsSealedInsteadIsAShortList() {
        assertThat(Example.all().values().stream()
                        .filter(example -> example.kind().equals("sealed"))
                        .toList())
                .hasSizeLessThan(25);
    }

    static Stream<Example> examples() {
        return Example.all().values().stream().filter(example -> example.kind().equals("example"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("examples")
    void leavesAnEntryOfItsRequest(Example example) throws SQLException {
        Things things = new Things();
        String path = things.fill(example.path());
        String body = example.body() == null ? null : things.fill(example.body());
        HttpRequest.Builder request =
                countersign.requestAs(example.user(), path).header("Content-Type", "application/json");
        HttpResponse<String> answer = Countersign.send(request.method(
                example.verb(),
                body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body)));
        assertThat(answer.statusCode())
                .as("%s with %s answered %s", path, body, answer.body())
                .isBetween(200, 299);
        String requestId = answer.headers().firstValue("X-Request-Id").orElseThrow();
        assertThat(entries(requestId))
                .as("ledger entries of the request %s to %s", requestId, example)
                .isPositive();
    }

    private long entries(String requestId) throws SQLException {
        try (Connection database = countersign.database();
                PreparedStatement count =
                        database.prepareStatement("SELECT count(*) FROM ledger.entry WHERE request_id = ?")) {
            count.setString(1, requestId);
            try (ResultSet row = count.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    private static Set<String> endpoints() {
        Set<String> endpoints = new TreeSet<>();
        EveryEndpointIT.endpoints().stream()
                .filter(endpoint -> CHANGING.contains(endpoint.verb()))
                .forEach(endpoint -> endpoints.add(endpoint.toString()));
        return endpoints;
    }

    @Test
    void placeholdersOfAllLinesAreKnown() {
        Map<String, Example> all = Example.all();
        assertThat(all.values()).allMatch(example -> Set.of("example", "sealed", "reads", "shown-by")
                .contains(example.kind()));
    }
}
