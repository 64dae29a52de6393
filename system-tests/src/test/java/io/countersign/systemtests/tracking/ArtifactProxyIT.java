package io.countersign.systemtests.tracking;

import static io.countersign.systemtests.tracking.Wire.API;
import static io.countersign.systemtests.tracking.Wire.assertError;
import static io.countersign.systemtests.tracking.Wire.experiment;
import static io.countersign.systemtests.tracking.Wire.ok;
import static io.countersign.systemtests.tracking.Wire.run;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.systemtests.Api;
import io.countersign.systemtests.Countersign;
import io.countersign.systemtests.People;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArtifactProxyIT {
    private static final String PROXY = "/api/2.0/mlflow-artifacts/";

    private final Api engineer = People.as("engineer1");
    private String run = "";
    private String root = "";

    @BeforeEach
    void makeRun() {
        String experiment = experiment(engineer);
        run = run(engineer, experiment);
        root = PROXY + "artifacts/" + experiment + "/" + run + "/artifacts/";
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private long files() {
        return ok(engineer.get(API + "artifacts/list?run_id=" + run))
                .path("files")
                .size();
    }

    @Test
    void filesGoUpAreListedComeDownAndGo() {
        ok(engineer.put(root + "model/MLmodel", bytes("flavors: {}")));
        ok(engineer.put(root + "a%20b/w%C3%A9ights.bin", bytes("12345")));
        Api.Answer down = engineer.get(root + "model/MLmodel");
        assertThat(down.text()).isEqualTo("flavors: {}");
        assertThat(down.contentType()).startsWith("text/plain");
        assertThat(down.headers().get("Content-Disposition")).containsExactly("attachment; filename=\"MLmodel\"");
        assertThat(down.headers().get("X-Content-Type-Options")).contains("nosniff");
        assertThat(engineer.get(root + "a%20b/w%C3%A9ights.bin").text()).isEqualTo("12345");
        assertThat(engineer.get("/get-artifact?run_uuid=" + run + "&path=model/MLmodel")
                        .text())
                .isEqualTo("flavors: {}");
        assertThat(ok(engineer.get(API + "artifacts/list?run_id=" + run))
                        .path("files")
                        .findValuesAsText("path"))
                .containsExactly("a b", "model");
        ok(engineer.call("DELETE", root + "model", ""));
        ok(engineer.call("DELETE", root + "model", ""));
        assertError(engineer.get(root + "model/MLmodel"), 404, "RESOURCE_DOES_NOT_EXIST", "No such artifact");
    }

    @Test
    void multipartUploadIsDeclinedInTheWordsThatClientsLookFor() {
        for (String step : new String[] {"create", "complete", "abort"}) {
            String path =
                    (root + "x").replaceFirst("mlflow-artifacts/artifacts/", "mlflow-artifacts/mpu/" + step + "/");
            Api.Answer answer = engineer.post(path, "{}");
            assertThat(answer.status()).as(answer.toString()).isEqualTo(501);
            assertThat(answer.json().path("message").textValue())
                    .startsWith("Multipart upload is not supported for the current artifact repository");
        }
    }

    @Test
    void theHelperOfBrowsersTakesSmallFilesAlone() {
        String helper = "/ajax-api/2.0/mlflow/upload-artifact?run_uuid=" + run + "&path=";
        ok(engineer.call("POST", helper + "notes.md", "# hello"));
        assertThat(engineer.get(root + "notes.md").text()).isEqualTo("# hello");
        assertError(engineer.call("POST", helper + "empty", ""), 400, "INVALID_PARAMETER_VALUE", "must have data");
        assertError(
                engineer.call("POST", helper + "large", "x".repeat((10 << 20) + 1)),
                400,
                "INVALID_PARAMETER_VALUE",
                "too large");
        assertError(engineer.call("POST", helper + "../x", "y"), 400, "INVALID_PARAMETER_VALUE", "Invalid path");
        assertThat(files()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "..%2Fsecret",
                "%2e%2e/secret",
                "%252e%252e%252fsecret",
                "a/..%2f..%2fsecret",
                "a%2F%2E%2E%2Fb",
                "a//b",
                "%2Fetc%2Fpasswd",
                "C:%5Cwindows",
                "a%5C..%5Cb",
                "a%23b",
                "a%00b",
                "a%0Ab",
                "./a"
            })
    void waysOutOfTheRunAreRefused(String path) throws IOException {
        for (String method : new String[] {"GET", "PUT", "DELETE"}) {
            String answer = raw(method, root + path, "x");
            assertThat(answer).as(method + " " + path).containsPattern("^HTTP/1.1 (400|404) ");
            assertThat(answer).doesNotContain("root:", "Exception", "\tat ");
        }
        assertThat(files()).isZero();
    }

    @Test
    void aClientThatGoesAwayLeavesNothingVisible() throws Exception {
        URI uri = Countersign.running().uri();
        for (String framing : new String[] {"Content-Length: 1000000", "Transfer-Encoding: chunked"}) {
            try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
                OutputStream out = socket.getOutputStream();
                out.write(head("PUT", root + "half.bin", framing));
                out.write(framing.contains("chunked") ? bytes("5\r\nhello\r\n") : bytes("hello"));
                out.flush();
            }
        }
        // The server notices in its own time: once nothing of the run is under way, nothing must be there.
        Instant end = Instant.now().plus(Duration.ofSeconds(20));
        while (Instant.now().isBefore(end) && blobsUnderWay() > 0) {
            Thread.onSpinWait();
        }
        assertThat(files()).isZero();
        assertError(engineer.get(root + "half.bin"), 404, "RESOURCE_DOES_NOT_EXIST", "No such artifact");
        ok(engineer.put(root + "half.bin", bytes("whole")));
        assertThat(engineer.get(root + "half.bin").text()).isEqualTo("whole");
    }

    private long blobsUnderWay() throws SQLException {
        try (var database = Countersign.running().database();
                var statement = database.createStatement();
                var rows = statement.executeQuery("SELECT count(*) FROM pg_stat_activity WHERE query LIKE '%artifact%'"
                        + " AND state = 'active' AND pid <> pg_backend_pid()")) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private static byte[] head(String method, String path, String framing) {
        URI uri = Countersign.running().uri();
        return bytes(method + " " + path + " HTTP/1.1\r\nHost: " + uri.getHost() + ":" + uri.getPort()
                + "\r\nAuthorization: Bearer " + Countersign.running().tokenFor("engineer1") + "\r\n" + framing
                + "\r\nConnection: close\r\n\r\n");
    }

    /** A request whose path no client library may tidy up. */
    private static String raw(String method, String path, String body) throws IOException {
        return exchange(head(method, path, "Content-Length: " + body.length()), bytes(body));
    }

    private static String exchange(byte[] head, byte[] body) throws IOException {
        URI uri = Countersign.running().uri();
        try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
            OutputStream out = socket.getOutputStream();
            out.write(head);
            out.write(body);
            out.flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void packedBytesAreNeverUnpacked() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(new byte[64 << 20]);
        }
        String framing = "Content-Type: application/json\r\nContent-Encoding: gzip\r\nContent-Length: " + packed.size();
        assertThat(exchange(head("PUT", root + "bomb.gz", framing), packed.toByteArray()))
                .startsWith("HTTP/1.1 200 ");
        assertThat(ok(engineer.get(API + "artifacts/list?run_id=" + run))
                        .at("/files/0/file_size")
                        .intValue())
                .isEqualTo(packed.size());
        for (String path : List.of(API + "runs/log-batch", API + "runs/search", "/api/v1/promotions")) {
            assertThat(exchange(head("POST", path, framing), packed.toByteArray()))
                    .as(path)
                    .containsPattern("^HTTP/1.1 4\\d\\d ");
        }
        assertThat(People.nobody().get("/health").text()).isEqualTo("OK");
    }

    @Test
    void onlyThoseWhoLogMayChangeAndAllMayRead() {
        ok(engineer.put(root + "x", bytes("1")));
        Api auditor = People.as("auditor1");
        assertThat(auditor.get(root + "x").text()).isEqualTo("1");
        assertError(auditor.put(root + "y", bytes("2")), 403, "PERMISSION_DENIED", "roles");
        assertError(auditor.call("DELETE", root + "x", ""), 403, "PERMISSION_DENIED", "roles");
        assertError(People.nobody().get(root + "x"), 401, "UNAUTHENTICATED", "");
        assertThat(files()).isEqualTo(1);
    }
}
