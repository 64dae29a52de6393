package io.countersign.systemtests.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.systemtests.Api;
import io.countersign.systemtests.Countersign;
import io.countersign.systemtests.People;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each endpoint that changes something, with bodies that it must refuse. */
class BadInputIT {
    private static final String LONG = "x".repeat(100_000);

    private static final Map<String, List<String>> BODIES = new TreeMap<>(Map.of(
            "malformed", List.of("{\"run_id\":", "[1,2", "\u0000", "<xml/>", "{} {}"),
            "wrong type", List.of("[]", "42", "\"text\"", "true"),
            "wrong field types",
                    List.of(
                            "{\"name\":123,\"experiment_id\":{},\"run_id\":[1],\"model\":7,\"template\":[]}",
                            "{\"name\":{\"a\":1},\"run_id\":true,\"version\":{},\"experiment_id\":[],\"model\":[]}"),
            "over-long names",
                    List.of(
                            "{\"name\":\"" + LONG + "\",\"experiment_id\":\"" + LONG + "\",\"run_id\":\"" + LONG
                                    + "\"}",
                            "{\"model\":\"" + LONG + "\",\"version\":1,\"stage\":\"" + LONG + "\",\"template\":\""
                                    + LONG + "\"}"),
            "texts that no database holds",
                    List.of(
                            "{\"name\":\"a\\u0000b\",\"run_id\":\"a\\u0000b\",\"experiment_id\":\"a\\u0000b\","
                                    + "\"key\":\"a\\u0000b\",\"value\":1,\"timestamp\":1,\"model\":\"a\\u0000b\"}",
                            "{\"name\":\"a\\ud800b\",\"run_id\":\"a\\ud800b\",\"experiment_id\":\"a\\ud800b\","
                                    + "\"key\":\"a\\ud800b\",\"value\":1,\"timestamp\":1,\"model\":\"a\\ud800b\"}"),
            "nothing", List.of("", "{}", "null")));

    private static final List<String> ENDPOINTS = List.of(
            "/api/2.0/mlflow/experiments/create",
            "/api/2.0/mlflow/experiments/update",
            "/api/2.0/mlflow/experiments/delete",
            "/api/2.0/mlflow/experiments/restore",
            "/api/2.0/mlflow/experiments/search",
            "/api/2.0/mlflow/experiments/search-datasets",
            "/api/2.0/mlflow/experiments/set-experiment-tag",
            "/api/2.0/mlflow/experiments/delete-experiment-tag",
            "/api/2.0/mlflow/runs/delete",
            "/api/2.0/mlflow/runs/restore",
            "/api/2.0/mlflow/runs/delete-tag",
            "/api/2.0/mlflow/runs/log-batch",
            "/api/2.0/mlflow/runs/log-inputs",
            "/api/2.0/mlflow/runs/log-model",
            "/api/2.0/mlflow/runs/outputs",
            "/api/2.0/mlflow/logged-models",
            "/api/2.0/mlflow/logged-models/search",
            "/api/2.0/mlflow/runs/create",
            "/api/2.0/mlflow/runs/update",
            "/api/2.0/mlflow/runs/log-metric",
            "/api/2.0/mlflow/runs/log-parameter",
            "/api/2.0/mlflow/runs/set-tag",
            "/api/2.0/mlflow/registered-models/create",
            "/api/2.0/mlflow/model-versions/create",
            "/api/2.0/mlflow/model-versions/transition-stage",
            "/api/v1/promotions",
            "/api/v1/promotions/00000000-0000-0000-0000-000000000000/sign-offs",
            "/api/v1/promotions/not-an-id/withdraw",
            "/api/v1/reports");

    private static final List<String> ROWS = List.of(
            "tracking.experiment",
            "tracking.run",
            "tracking.param",
            "tracking.tag",
            "tracking.metric_point",
            "tracking.logged_model",
            "registry.registered_model",
            "registry.model_version",
            "approvals.promotion",
            "reports.report");

    static Stream<Arguments> calls() {
        return ENDPOINTS.stream().flatMap(endpoint -> BODIES.keySet().stream()
                .filter(kind -> !kind.startsWith("texts") || endpoint.matches(".*/(experiments|runs|logged-models).*"))
                .map(kind -> Arguments.of(endpoint, kind)));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("calls")
    void isRefusedAndChangesNothing(String endpoint, String kind) throws SQLException {
        Api caller =
                People.as(endpoint.contains("sign-offs") || endpoint.contains("reports") ? "approver1" : "engineer1");
        Map<String, Long> before = rows();
        for (String body : BODIES.get(kind)) {
            Api.Answer answer = caller.post(endpoint, body);
            assertThat(answer.status()).as(body.length() > 200 ? kind : body).isBetween(400, 499);
            assertThat(answer.text()).doesNotContain("Exception", "\tat ", "SQL");
            if (endpoint.contains("/2.0/")) {
                assertThat(answer.json().path("error_code").textValue()).isNotEmpty();
                assertThat(answer.json().path("message").textValue()).isNotEmpty();
            } else {
                assertThat(answer.contentType()).startsWith("application/problem+json");
                assertThat(answer.json().path("detail").textValue()).isNotEmpty();
            }
        }
        assertThat(rows()).isEqualTo(before);
    }

    @ParameterizedTest
    @MethodSource("oversized")
    void oversizedBodyIsCutOff(String endpoint) throws SQLException {
        Map<String, Long> before = rows();
        Api.Answer answer = People.as("engineer1").post(endpoint, "{\"name\":\"" + "x".repeat(85 << 20) + "\"}");
        assertThat(answer.status()).isBetween(400, 499);
        assertThat(rows()).isEqualTo(before);
    }

    static Stream<String> oversized() {
        return Stream.of("/api/2.0/mlflow/experiments/create", "/api/v1/promotions");
    }

    /** Some kilobytes that would become hundreds of megabytes. */
    @Test
    void aPackedBodyThatGrowsBeyondItsLimitIsCutOff() throws IOException, SQLException {
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        try (GZIPOutputStream packed = new GZIPOutputStream(bomb)) {
            packed.write("[\"".getBytes(StandardCharsets.US_ASCII));
            byte[] piece = "x".repeat(1 << 20).getBytes(StandardCharsets.US_ASCII);
            for (int i = 0; i < 200; i++) {
                packed.write(piece);
            }
        }
        assertThat(bomb.size()).isLessThan(1 << 20);
        Map<String, Long> before = rows();

        HttpResponse<String> answer = Countersign.send(Countersign.running()
                .requestAs("engineer1", "/api/v1/lineage/batch")
                .header("Content-Type", "application/json")
                .header("Content-Encoding", "gzip")
                .POST(HttpRequest.BodyPublishers.ofByteArray(bomb.toByteArray())));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(413);
        assertThat(rows()).isEqualTo(before);
    }

    private static Map<String, Long> rows() throws SQLException {
        Map<String, Long> rows = new TreeMap<>();
        try (Connection connection = Countersign.running().database();
                Statement statement = connection.createStatement()) {
            for (String table : ROWS) {
                try (ResultSet row = statement.executeQuery("SELECT count(*) FROM " + table)) {
                    row.next();
                    rows.put(table, row.getLong(1));
                }
            }
        }
        return rows;
    }
}
