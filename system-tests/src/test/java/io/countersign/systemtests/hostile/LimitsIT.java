package io.countersign.systemtests.hostile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.countersign.systemtests.Api;
import io.countersign.systemtests.Countersign;
import java.io.IOException;
import java.net.SocketException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A server with small limits under callers who ask too much: too many calls, too large, too slow. */
class LimitsIT {
    private static final String SEARCH = "/api/2.0/mlflow/registered-models/search";

    private static Countersign countersign;
    private static String engineer;
    private static String auditor;

    @BeforeAll
    static void start() {
        countersign = Countersign.beside(Map.of(
                "COUNTERSIGN_LIMIT_RATE", "20",
                "COUNTERSIGN_LIMIT_REFUSED_RATE", "2",
                "COUNTERSIGN_LIMIT_PARALLEL", "4",
                "COUNTERSIGN_LIMIT_QUEUE", "8",
                "COUNTERSIGN_LIMIT_BODY_SECONDS", "3",
                "COUNTERSIGN_HEADER_TIMEOUT_MS", "3000",
                "COUNTERSIGN_READ_TIMEOUT_MS", "5000",
                "COUNTERSIGN_REFUSED_FLUSH_SECONDS", "1"));
        engineer = countersign.tokenFor("engineer1");
        auditor = countersign.tokenFor("auditor1");
    }

    @AfterAll
    static void stop() {
        countersign.stop();
    }

    @Test
    void floodOfOneCallerIsRefusedAndTheOthersAreServed() throws Exception {
        Api flooding = as(countersign.tokenFor("engineer2"));
        Api other = as(auditor);
        ExecutorService threads = Executors.newFixedThreadPool(32);
        AtomicBoolean over = new AtomicBoolean();
        List<Future<List<Api.Answer>>> floods = new ArrayList<>();
        for (int i = 0; i < 32; i++) {
            floods.add(threads.submit(flood(flooding, over)));
        }
        try {
            for (int i = 0; i < 40; i++) {
                assertThat(other.get(SEARCH).status()).isEqualTo(200);
            }
        } finally {
            over.set(true);
        }
        List<Api.Answer> answers = new ArrayList<>();
        for (Future<List<Api.Answer>> each : floods) {
            answers.addAll(each.get(120, TimeUnit.SECONDS));
        }
        threads.shutdown();
        assertThat(answers)
                .extracting(Api.Answer::status)
                .containsOnly(200, 429)
                .contains(429);
        assertThat(answers).filteredOn(answer -> answer.status() == 429).allSatisfy(LimitsIT::saysWhenToComeBack);
    }

    @Test
    void aKeyHasARateOfItsOwnAndItsOwnerGoesOn() throws Exception {
        String owner = countersign.tokenFor("validator1");
        String secret = as(owner)
                .post("/api/v1/keys", Map.of("name", "busy", "roles", List.of("validator")))
                .json()
                .path("secret")
                .textValue();
        AtomicBoolean refused = new AtomicBoolean();
        ExecutorService threads = Executors.newFixedThreadPool(16);
        List<Future<?>> callers = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            callers.add(threads.submit(() -> {
                for (int call = 0; call < 500 && !refused.get(); call++) {
                    if (as(secret).get("/api/v1/me").status() == 429) {
                        refused.set(true);
                    }
                }
            }));
        }
        for (Future<?> caller : callers) {
            caller.get(120, TimeUnit.SECONDS);
        }
        threads.shutdown();
        assertThat(refused).isTrue();
        assertThat(as(owner).get("/api/v1/me").status()).isEqualTo(200);
    }

    private static Callable<List<Api.Answer>> flood(Api flooding, AtomicBoolean over) {
        return () -> {
            List<Api.Answer> answers = new ArrayList<>();
            while (!over.get() && answers.size() < 2_000) {
                answers.add(flooding.get(SEARCH));
            }
            return answers;
        };
    }

    private static void saysWhenToComeBack(Api.Answer refused) {
        assertThat(refused.json().path("error_code").asText()).isEqualTo("REQUEST_LIMIT_EXCEEDED");
        assertThat(refused.headers().get("retry-after"))
                .singleElement()
                .satisfies(seconds -> assertThat(Integer.parseInt(seconds)).isPositive());
    }

    @Test
    void guessedCredentialsAreSlowedDownAndValidOnesGoOn() {
        List<Api.Answer> guesses = IntStream.range(0, 60)
                .mapToObj(i -> as("guess" + i + ".x.y").get("/api/v1/me"))
                .toList();
        assertThat(guesses)
                .extracting(Api.Answer::status)
                .containsOnly(401, 429)
                .contains(429);
        assertThat(as(auditor).get("/api/v1/me").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/2.0/mlflow/experiments/create", "/api/v1/promotions", "/ajax-api/v1/promotions"})
    void bodyThatSaysItIsTooLargeIsRefusedUnread(String path) throws Exception {
        try (Wire wire = Wire.to(countersign.uri())) {
            String answer = wire.send("POST " + path + " HTTP/1.1\r\nHost: x\r\nX-Requested-With: x\r\n"
                            + "Content-Type: application/json\r\nContent-Length: 99999999\r\n\r\n{")
                    .rest();
            assertThat(answer)
                    .startsWith("HTTP/1.1 413 ")
                    .contains("\r\nConnection: close\r\n", "The request body is larger than");
        }
    }

    @ParameterizedTest
    @CsvSource({"/api/2.0/mlflow/experiments/create,20", "/api/v1/promotions,5"})
    void bodyThatDoesNotSayHowLargeItIsIsRefusedWhenItIsTooLarge(String path, int megabytes) throws Exception {
        try (Wire wire = Wire.to(countersign.uri())) {
            sendChunks(wire, path, megabytes);
            assertThat(wire.rest())
                    .startsWith("HTTP/1.1 413 ")
                    .contains("\r\nConnection: close\r\n", "The request body is larger than");
        }
    }

    @Test
    void bodyWithoutEndIsCutOff() throws Exception {
        try (Wire wire = Wire.to(countersign.uri())) {
            assertThatExceptionOfType(SocketException.class)
                    .isThrownBy(() -> sendChunks(wire, "/api/v1/promotions", 200));
        }
        assertHealthy();
    }

    private static void sendChunks(Wire wire, String path, int megabytes) throws IOException {
        wire.send("POST " + path + " HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nAuthorization: Bearer "
                + engineer + "\r\nTransfer-Encoding: chunked\r\n\r\n" + "9\r\n{\"name\":\"\r\n");
        String chunk = "100000\r\n" + "x".repeat(1 << 20) + "\r\n";
        for (int i = 0; i < megabytes; i++) {
            wire.send(chunk);
        }
    }

    @Test
    void errorBeforeTheBodyWasReadEndsTheConnectionAndSaysSo() throws Exception {
        try (Wire wire = Wire.to(countersign.uri())) {
            wire.send("POST /api/v1/promotions HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                    + "Content-Length: 300000\r\n\r\n" + "x".repeat(300_000));
            assertThat(wire.rest()).startsWith("HTTP/1.1 401 ").contains("\r\nConnection: close\r\n");
        }
    }

    @Test
    void errorAfterTheBodyWasReadKeepsTheConnection() throws Exception {
        String call = "POST /api/v1/promotions HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                + "Authorization: Bearer " + engineer + "\r\nContent-Length: 2\r\n\r\n{}";
        try (Wire wire = Wire.to(countersign.uri())) {
            String answers = wire.send(call + call).rest();
            assertThat(answers).startsWith("HTTP/1.1 400 ").doesNotContain("Connection: close");
            assertThat(answers.split("HTTP/1.1 400 ", -1)).hasSize(3);
        }
    }

    @Test
    void headersSentByteByByteAreCutOff() throws Exception {
        try (Wire wire = Wire.to(countersign.uri())) {
            wire.send("GET /health HTTP/1.1\r\nHost: x\r\n");
            assertThat(wire.dribbleUntilCut("X: y\r\n", 200, 300)).doesNotStartWith("HTTP/1.1 200");
        }
        assertHealthy();
    }

    @Test
    void bodySentByteByByteIsCutOff() throws Exception {
        try (Wire wire = Wire.to(countersign.uri())) {
            wire.send(
                    "POST /api/v1/promotions HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nAuthorization: Bearer "
                            + engineer + "\r\nContent-Length: 100000\r\n\r\n");
            assertThat(wire.dribbleUntilCut("x", 200, 300)).startsWith("HTTP/1.1 408 ");
        }
        assertHealthy();
    }

    @Test
    void stalledBodyIsCutOff() throws Exception {
        try (Wire wire = Wire.to(countersign.uri())) {
            String answer = wire.send(
                            "POST /api/v1/promotions HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                                    + "Authorization: Bearer " + engineer + "\r\nContent-Length: 100\r\n\r\n{")
                    .rest();
            assertThat(answer).matches(text -> text.isEmpty() || text.startsWith("HTTP/1.1 408 "));
        }
        assertHealthy();
    }

    @Test
    void hundredsOfSlowConnectionsDoNotStopTheOthers() throws Exception {
        List<Wire> slow = new ArrayList<>();
        try {
            for (int i = 0; i < 300; i++) {
                slow.add(Wire.to(countersign.uri())
                        .send("POST /api/v1/promotions HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                                + "Authorization: Bearer " + engineer + "\r\nContent-Length: 100\r\n\r\n{"));
            }
            for (int i = 0; i < 10; i++) {
                assertThat(as(auditor).get(SEARCH).status()).isEqualTo(200);
            }
        } finally {
            for (Wire wire : slow) {
                wire.close();
            }
        }
        assertHealthy();
    }

    @Test
    void answerThatIsReadForLongerThanTheReadTimeoutIsNotCut() throws Exception {
        int size = 24 << 20;
        String run = as(engineer)
                .post("/api/2.0/mlflow/runs/create", Map.of("experiment_id", "0"))
                .json()
                .at("/run/info/run_id")
                .asText();
        String path = "/api/2.0/mlflow-artifacts/artifacts/0/" + run + "/artifacts/large.bin";
        assertThat(as(engineer).put(path, new byte[size]).status()).isEqualTo(200);
        try (Wire wire = Wire.to(countersign.uri())) {
            wire.send("GET " + path + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + engineer + "\r\n\r\n");
            TimeUnit.SECONDS.sleep(7); // longer than the read timeout: nothing else can show that it does not apply
            assertThat(wire.rest().length()).isGreaterThan(size);
        }
    }

    @Test
    void refusedCallsAreCountedByCallerAndMinuteAndNotInTheLedger() throws Exception {
        long entries = number("SELECT count(*) FROM ledger.entry");
        String token = countersign.tokenFor("owner1");
        for (int i = 0; i < 7; i++) {
            assertThat(as(token).post("/api/v1/promotions", "{").status()).isEqualTo(400);
        }
        String subject = as(token).get("/api/v1/me").json().path("subject").asText();
        Instant bound = Instant.now().plusSeconds(60);
        String counted = "SELECT coalesce(sum(calls), 0) FROM platform.refused_call WHERE reason = 'invalid-request'"
                + " AND caller = '" + subject + "'";
        while (number(counted) < 7) {
            assertThat(Instant.now()).isBefore(bound);
            TimeUnit.MILLISECONDS.sleep(100);
        }
        assertThat(number(counted)).isEqualTo(7);
        assertThat(number("SELECT count(*) FROM ledger.entry")).isEqualTo(entries);
        Api.Answer shown = as(auditor).get("/api/v1/refused-calls?maxResults=200");
        assertThat(shown.status()).isEqualTo(200);
        assertThat(shown.json().findValuesAsText("caller")).contains(subject);
        assertThat(as(engineer).get("/api/v1/refused-calls").status()).isEqualTo(403);
    }

    private static Api as(String token) {
        return Api.bearing(countersign.uri(), () -> token);
    }

    private static void assertHealthy() {
        assertThat(Api.anonymous(countersign.uri()).get("/health").text()).isEqualTo("OK");
    }

    private static long number(String sql) throws SQLException {
        try (Connection connection = countersign.database();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }
}
