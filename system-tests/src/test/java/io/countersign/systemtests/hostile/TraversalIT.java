package io.countersign.systemtests.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.systemtests.Api;
import io.countersign.systemtests.Countersign;
import io.countersign.systemtests.People;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Ways out of the artifact store, sent as they are, without a client that would tidy them up. */
class TraversalIT {
    private static final List<String> WAYS = List.of(
            "../../../../../../../../etc/passwd",
            "..%2f..%2f..%2f..%2f..%2f..%2f..%2fetc%2fpasswd",
            "%2e%2e/%2e%2e/%2e%2e/%2e%2e/%2e%2e/%2e%2e/etc/passwd",
            "%252e%252e%252f%252e%252e%252f%252e%252e%252f%252e%252e%252fetc%252fpasswd",
            "..%5c..%5c..%5c..%5cetc%5cpasswd",
            "..;/..;/..;/etc/passwd",
            "%2fetc%2fpasswd",
            "//etc/passwd",
            "file:%2f%2f%2fetc%2fpasswd",
            "C:%5cwindows%5cwin.ini",
            "a/%00/../../etc/passwd",
            "..%c0%af..%c0%afetc/passwd",
            "%u002e%u002e/etc/passwd");

    private static final Api ENGINEER = People.as("engineer1");
    private static final String TOKEN = Countersign.running().tokenFor("engineer1");

    static Stream<String> ways() {
        return WAYS.stream();
    }

    @ParameterizedTest
    @MethodSource("ways")
    void noWayLeadsOutOfTheStore(String way) throws Exception {
        String run = ENGINEER.post("/api/2.0/mlflow/runs/create", Map.of("experiment_id", "0"))
                .json()
                .at("/run/info/run_id")
                .asText();
        List<String> reads = List.of(
                "/api/2.0/mlflow-artifacts/artifacts/" + way,
                "/api/2.0/mlflow-artifacts/artifacts/0/" + run + "/artifacts/" + way,
                "/api/2.0/mlflow-artifacts/artifacts?path=" + way,
                "/api/2.0/mlflow/artifacts/list?run_id=" + run + "&path=" + way,
                "/get-artifact?run_id=" + run + "&path=" + way,
                "/model-versions/get-artifact?name=x&version=1&path=" + way,
                "/assets/" + way,
                "/" + way);
        for (String target : reads) {
            String answer = send("GET", target, "");
            assertThat(answer).as(target).doesNotContain("root:x:0", "[extensions]");
            assertThat(answer).as(target).doesNotStartWith("HTTP/1.1 5");
        }
        for (String method : List.of("PUT", "DELETE")) {
            String answer = send(method, "/api/2.0/mlflow-artifacts/artifacts/0/" + run + "/artifacts/" + way, "evil");
            assertThat(answer).as(method + " " + way).doesNotStartWith("HTTP/1.1 5");
        }
        assertThat(ENGINEER.get("/api/2.0/mlflow/artifacts/list?run_id=" + run).status())
                .isEqualTo(200);
    }

    private static String send(String method, String target, String body) throws Exception {
        try (Wire wire = Wire.to(Countersign.running().uri())) {
            return wire.send(method + " " + target
                            + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: Bearer " + TOKEN
                            + "\r\nContent-Length: " + body.length() + "\r\n\r\n" + body)
                    .rest();
        }
    }
}
