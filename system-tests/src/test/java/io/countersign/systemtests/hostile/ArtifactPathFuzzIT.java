package io.countersign.systemtests.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.systemtests.Api;
import io.countersign.systemtests.Countersign;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Random paths of artifacts, encoded in every way, sent as they are to a deployed server: none shows or changes what lies
 * outside of the run that it names, none makes the server fail, and what was stored can be decoded as often as one likes.
 */
@Tag("deep")
class ArtifactPathFuzzIT {
    private static final int CALLS = 10_000;
    private static final long SEED = Long.getLong("countersign.fuzz.seed", 20261129L);
    private static final String SECRET = "secret-that-nobody-is-shown";

    private static final List<String> PIECES = List.of(
            "..",
            ".",
            "/",
            "//",
            "\\",
            "a",
            "model",
            "kept.txt",
            "secret.txt",
            "%20",
            "+",
            "~",
            ";",
            "..;",
            "?",
            "&",
            "%",
            "%2e",
            "%2E%2e",
            "%2f",
            "%2F",
            "%5c",
            "%25",
            "%252e%252e",
            "%25252f",
            "%00",
            "%0a",
            "%0d%0a",
            "%c0%ae%c0%ae",
            "%c0%af",
            "%e2%80%ae",
            "%u002e",
            "%c3%a9",
            "%f0%9f%98%80",
            "\u00e9",
            "C:",
            "c%3a",
            "etc/passwd",
            "blobs",
            "artifacts",
            "../../../../..",
            "%2e%2e%2f%2e%2e%2f%2e%2e%2f",
            "file:",
            "%ed%a0%80");

    private static Countersign countersign;
    private static Callers callers;
    private static String run;
    private static String victim;

    @BeforeAll
    static void start() throws IOException {
        countersign = Countersign.beside(Countersign.WITHOUT_LIMITS);
        callers = new Callers(countersign);
        run = newRun();
        victim = newRun();
        assertThat(call("PUT", "/api/2.0/mlflow-artifacts/artifacts/0/" + victim + "/artifacts/kept.txt", SECRET))
                .startsWith("HTTP/1.1 200");
        Files.writeString(secretFile(), SECRET);
    }

    @AfterAll
    static void stop() {
        countersign.stop();
    }

    private static String newRun() {
        Api engineer = callers.as("engineer1");
        return engineer.post("/api/2.0/mlflow/runs/create", Map.of("experiment_id", "0"))
                .json()
                .at("/run/info/run_id")
                .asText();
    }

    private static Path secretFile() {
        return countersign.state().directory("artifacts").resolve("secret.txt");
    }

    @Test
    void tenThousandRandomPathsLeadNowhere() throws Exception {
        Random random = new Random(SEED);
        List<String> defects = new ArrayList<>();
        int stored = 0;
        int refused = 0;
        for (int i = 0; i < CALLS; i++) {
            String method = List.of("GET", "GET", "GET", "PUT", "PUT", "DELETE").get(random.nextInt(6));
            String target = target(method, random);
            String answer = call(method, target, method.equals("PUT") ? "evil" : "");
            if (!answer.startsWith("HTTP/1.1 ")
                    || answer.startsWith("HTTP/1.1 5")
                    || answer.contains(SECRET)
                    || answer.contains("root:x:0")) {
                defects.add(method + " " + target + " -> "
                        + answer.lines().findFirst().orElse("no answer"));
            }
            stored += method.equals("PUT") && answer.startsWith("HTTP/1.1 200") ? 1 : 0;
            refused += answer.startsWith("HTTP/1.1 400") ? 1 : 0;
        }
        assertThat(defects).as("seed %d", SEED).isEmpty();
        assertThat(stored).as("paths that are harmless").isPositive();
        assertThat(refused).as("paths that are not").isPositive();
        nothingOutsideWasTouched();
        everyStoredPathIsHarmless();
    }

    private static String target(String method, Random random) {
        StringBuilder way = new StringBuilder();
        for (int n = random.nextInt(7); n >= 0; n--) {
            way.append(PIECES.get(random.nextInt(PIECES.size())));
        }
        String below = "/api/2.0/mlflow-artifacts/artifacts/";
        List<String> places = method.equals("GET")
                ? List.of(
                        below,
                        below + "0/" + run + "/artifacts/",
                        below + "0/" + run + "/",
                        "/api/2.0/mlflow-artifacts/artifacts?path=",
                        "/api/2.0/mlflow-artifacts/artifacts?path=0/" + run + "/artifacts/",
                        "/api/2.0/mlflow/artifacts/list?run_id=" + run + "&path=",
                        "/get-artifact?run_id=" + run + "&path=")
                : List.of(
                        below + "0/" + run + "/artifacts/",
                        below + "0/" + run + "/artifacts/model/",
                        below + "0/" + run + "/");
        return places.get(random.nextInt(places.size())) + way;
    }

    private static String call(String method, String target, String body) throws IOException {
        try (Wire wire = Wire.to(countersign.uri())) {
            return wire.send((method + " " + target
                                    + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: Bearer "
                                    + callers.token("engineer1") + "\r\nContent-Length: " + body.length() + "\r\n\r\n"
                                    + body)
                            .getBytes(StandardCharsets.UTF_8))
                    .rest();
        }
    }

    private static void nothingOutsideWasTouched() throws IOException {
        assertThat(call("GET", "/api/2.0/mlflow-artifacts/artifacts/0/" + victim + "/artifacts/kept.txt", ""))
                .startsWith("HTTP/1.1 200")
                .endsWith(SECRET);
        assertThat(secretFile()).hasContent(SECRET);
        Path store = countersign.state().directory("artifacts");
        try (Stream<Path> files = Files.walk(store)) {
            assertThat(files.filter(Files::isRegularFile)
                            .map(file -> store.relativize(file).toString()))
                    .allMatch(file -> file.equals("secret.txt") || file.startsWith("blobs/"));
        }
    }

    private static void everyStoredPathIsHarmless() throws SQLException {
        try (Connection database = countersign.database();
                Statement statement = database.createStatement();
                ResultSet rows = statement.executeQuery("SELECT r.run_id, a.path FROM tracking.artifact a"
                        + " JOIN tracking.run r ON r.id = a.run WHERE a.path <> 'kept.txt'")) {
            int seen = 0;
            for (; rows.next(); seen++) {
                assertThat(rows.getString(1)).isEqualTo(run);
                String path = rows.getString(2);
                for (int i = 0; i < 12; i++) {
                    assertThat(path).doesNotMatch("(?s).*([\\\\\\x00-\\x1f]|//).*|/.*|[A-Za-z]:.*");
                    assertThat(path.split("/", -1)).doesNotContain("", ".", "..");
                    path = decoded(path);
                }
            }
            assertThat(seen).isPositive();
        }
    }

    private static String decoded(String path) {
        try {
            return URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            return path;
        }
    }
}
