package io.countersign.systemtests.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.countersign.systemtests.Api;
import io.countersign.systemtests.Countersign;
import io.countersign.systemtests.People;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whoever downloads a file of a registered version gets the registered bytes, or none, and the version shows as broken. */
class BytesOnReadIT {
    private static final Api ENGINEER = People.as("engineer1");
    private static final byte[] LARGE = new byte[3 << 20];

    private final String model = "read-" + UUID.randomUUID();
    private String run = "";
    private String files = "";

    @BeforeEach
    void registerAVersion() {
        ok(ENGINEER.post("/api/2.0/mlflow/registered-models/create", Map.of("name", model)));
        run = ok(ENGINEER.post("/api/2.0/mlflow/runs/create", Map.of("experiment_id", "0", "start_time", 1)))
                .json()
                .at("/run/info/run_id")
                .textValue();
        files = "/api/2.0/mlflow-artifacts/artifacts/0/" + run + "/artifacts/";
        put("model/MLmodel", "flavors: {}\n".getBytes(StandardCharsets.UTF_8));
        put("model/weights.bin", LARGE);
        put("notes.txt", "beside the model".getBytes(StandardCharsets.UTF_8));
        register();
    }

    @Test
    void registeredBytesComeByEachWay() {
        for (String way : ways("MLmodel")) {
            Api.Answer answer = ok(ENGINEER.get(way));
            assertThat(answer.text()).as(way).isEqualTo("flavors: {}\n");
            assertThat(answer.headers().get("Content-Disposition")).containsExactly("attachment; filename=\"MLmodel\"");
            assertThat(answer.headers().get("X-Content-Type-Options")).contains("nosniff");
        }
        for (String way : ways("weights.bin")) {
            assertThat(ok(ENGINEER.get(way)).bytes()).as(way).isEqualTo(LARGE);
        }
        assertThat(bytes()).isEqualTo("intact");
        assertThat(ENGINEER.get(versionFile("other")).status()).isEqualTo(404);
        assertThat(ENGINEER.get(versionFile("../notes.txt")).status()).isEqualTo(400);
        assertThat(ENGINEER.get("/model-versions/get-artifact?name=" + model + "&version=2&path=MLmodel")
                        .status())
                .isEqualTo(404);
        assertThat(People.nobody().get(versionFile("MLmodel")).status()).isEqualTo(401);
    }

    @Test
    void byteChangedInTheStoreIsRefusedByEachWayAndBreaksTheVersionWithAnAlarm() {
        change("model/MLmodel");
        for (String way : ways("MLmodel")) {
            Api.Answer answer = ENGINEER.get(way);
            assertThat(answer.status()).as(answer.toString()).isEqualTo(409);
            assertThat(answer.json().path("error_code").textValue()).isEqualTo("RESOURCE_CONFLICT");
            assertThat(answer.json().path("message").textValue()).contains("not those that a model version");
        }
        assertThat(bytes()).isEqualTo("broken");
        assertThat(entries()).isEqualTo(1);
        assertThat(ok(ENGINEER.get(files + "notes.txt")).text()).isEqualTo("beside the model");
        String health = Countersign.send(
                        HttpRequest.newBuilder(URI.create(Countersign.running().managementUrl() + "/health/ready")))
                .body();
        assertThat(health).contains("the bytes of a registered version changed");
    }

    @Test
    void largeFileIsCutBeforeItsEnd() {
        change("model/weights.bin");
        for (String way : ways("weights.bin")) {
            assertThatThrownBy(() -> ENGINEER.get(way)).as(way).isInstanceOf(UncheckedIOException.class);
        }
        assertThat(bytes()).isEqualTo("broken");
        assertThat(entries()).isEqualTo(1);
    }

    @Test
    void fileReplacedByAnOrdinaryUploadIsRefusedUntilAVersionIsRegisteredWithIt() {
        put("model/MLmodel", "flavors: {python_function: {}}\n".getBytes(StandardCharsets.UTF_8));
        assertThat(ENGINEER.get(files + "model/MLmodel").status()).isEqualTo(409);
        assertThat(bytes()).isEqualTo("broken");
        register();
        assertThat(ok(ENGINEER.get(files + "model/MLmodel")).text()).startsWith("flavors: {python_function");
        assertThat(ENGINEER.get(versionFile("MLmodel")).status())
                .as("of version 1")
                .isEqualTo(409);
        assertThat(ok(ENGINEER.get("/api/v1/models/" + model + "/versions/2"))
                        .json()
                        .path("bytes")
                        .asText())
                .isEqualTo("intact");
    }

    @Test
    void fileThatWasRemovedOrAddedBreaksTheVersion() {
        ok(ENGINEER.call("DELETE", files + "model/weights.bin", ""));
        assertThat(ENGINEER.get(versionFile("weights.bin")).status()).isEqualTo(404);
        assertThat(bytes()).isEqualTo("broken");
        put("model/code/added.py", "import os".getBytes(StandardCharsets.UTF_8));
        assertThat(ENGINEER.get(files + "model/code/added.py").status()).isEqualTo(409);
    }

    private String[] ways(String file) {
        return new String[] {
            files + "model/" + file, "/get-artifact?run_id=" + run + "&path=model/" + file, versionFile(file)
        };
    }

    private String versionFile(String path) {
        return "/model-versions/get-artifact?name=" + model + "&version=1&path=" + path;
    }

    private void put(String path, byte[] bytes) {
        ok(ENGINEER.put(files + path, bytes));
    }

    private void register() {
        ok(ENGINEER.post(
                "/api/2.0/mlflow/model-versions/create", Map.of("name", model, "source", "runs:/" + run + "/model")));
    }

    private String bytes() {
        return ok(ENGINEER.get("/api/v1/models/" + model + "/versions/1"))
                .json()
                .path("bytes")
                .asText();
    }

    /** What somebody with access to the disk does: the last byte is another. */
    private void change(String path) {
        try {
            Path file = Countersign.running()
                    .blob(text(
                            "SELECT blob FROM tracking.artifact a JOIN tracking.run r ON r.id = a.run"
                                    + " WHERE r.run_id = ? AND a.path = ?",
                            run,
                            path));
            byte[] bytes = Files.readAllBytes(file);
            bytes[bytes.length - 1] ^= 1;
            Files.write(file, bytes);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private int entries() {
        return Integer.parseInt(text(
                "SELECT count(*) FROM ledger.entry WHERE action = 'model-version.broken' AND subject_id = ?",
                model + "/1"));
    }

    private static String text(String query, String... arguments) {
        try (Connection connection = Countersign.running().database();
                PreparedStatement select = connection.prepareStatement(query)) {
            for (int i = 0; i < arguments.length; i++) {
                select.setString(i + 1, arguments[i]);
            }
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getString(1);
            }
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static Api.Answer ok(Api.Answer answer) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return answer;
    }
}
