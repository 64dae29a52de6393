package io.countersign.systemtests.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.countersign.ear.launcher.Ports;
import io.countersign.systemtests.Countersign;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Artifacts in an object store behind the product as it is deployed: what goes up through the proxy lies in the bucket. */
@Tag("deep") // a start of its own
class ObjectStoreIT {
    /** Goes up in several parts. */
    private static final int LARGE = 20 << 20;

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private static HttpResponse<byte[]> call(Countersign product, String method, String path, byte[] body)
            throws IOException, InterruptedException {
        return CLIENT.send(
                product.requestAs("engineer1", path)
                        .header("Content-Type", "application/json")
                        .method(method, HttpRequest.BodyPublishers.ofByteArray(body))
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());
    }

    private static String newRun(Countersign product) throws Exception {
        HttpResponse<byte[]> made = call(
                product,
                "POST",
                "/api/2.0/mlflow/runs/create",
                "{\"experiment_id\":\"0\"}".getBytes(StandardCharsets.UTF_8));
        assertThat(made.statusCode()).isEqualTo(200);
        return new ObjectMapper().readTree(made.body()).at("/run/info/run_id").textValue();
    }

    private static String storedDigest(Countersign product) throws SQLException {
        try (Connection database = product.database();
                Statement statement = database.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT encode(sha256, 'hex') FROM tracking.artifact WHERE path = 'weights.bin'")) {
            row.next();
            return row.getString(1);
        }
    }

    private static long localFiles(Countersign product) throws IOException {
        Path directory = product.state().directory("artifacts");
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile).count();
        }
    }

    @Test
    void artifactsLieInTheBucketAndNotHere() throws Exception {
        byte[] small = "flavors: {}".getBytes(StandardCharsets.UTF_8);
        byte[] large = new byte[LARGE];
        new Random(7).nextBytes(large);
        try (ObjectStoreProcess store = ObjectStoreProcess.start()) {
            Countersign product =
                    Countersign.start(Countersign.temporaryState(), Ports.free(), false, store.settings());
            String run = newRun(product);
            String root = "/api/2.0/mlflow-artifacts/artifacts/0/" + run + "/artifacts/";
            assertThat(call(product, "PUT", root + "model/MLmodel", small).statusCode())
                    .isEqualTo(200);
            assertThat(call(product, "PUT", root + "weights.bin", large).statusCode())
                    .isEqualTo(200);
            assertThat(call(product, "GET", root + "model/MLmodel", new byte[0]).body())
                    .isEqualTo(small);
            assertThat(call(product, "GET", root + "weights.bin", new byte[0]).body())
                    .isEqualTo(large);
            assertThat(storedDigest(product))
                    .isEqualTo(HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(large)));
            assertThat(localFiles(product)).isZero();
            store.close();
            assertThat(call(product, "GET", root + "weights.bin", new byte[0]).statusCode())
                    .isBetween(500, 599);
            assertThat(call(product, "GET", "/api/2.0/mlflow/artifacts/list?run_id=" + run, new byte[0])
                            .statusCode())
                    .isEqualTo(200);
            product.stop();
        }
    }
}
