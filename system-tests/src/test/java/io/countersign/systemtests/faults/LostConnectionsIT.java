package io.countersign.systemtests.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.countersign.systemtests.Api;
import io.countersign.systemtests.Countersign;
import io.countersign.systemtests.People;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The database ends the server's sessions, as it does when it is restarted: in the middle of calls, and those that wait in the pool. */
@Tag("deep")
class LostConnectionsIT {
    private static final Countersign PRODUCT = Countersign.running();
    private static final Api ENGINEER = People.as("engineer1");
    private static final int CALLERS = 8;
    private static final int CALLS = 150;

    private static long endSessions() throws SQLException {
        try (Connection superuser = PRODUCT.database();
                Statement statement = superuser.createStatement();
                ResultSet row = statement.executeQuery("SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
                        + " WHERE usename = 'countersign_app'")) {
            row.next();
            return row.getLong(1);
        }
    }

    private static Api.Answer create(String name) {
        return ENGINEER.post("/api/2.0/mlflow/experiments/create", Map.of("name", name));
    }

    private static int statusOf(String name) {
        return ENGINEER.get("/api/2.0/mlflow/experiments/get-by-name?experiment_name=" + name)
                .status();
    }

    @Test
    void callsAreAnsweredWithTryAgainAndWhatWasAcknowledgedIsThere() throws Exception {
        assertThat(create("before-" + System.nanoTime()).status()).isEqualTo(200);
        String run = "lost-" + System.nanoTime() + "-";
        List<Future<Api.Answer>> answers = new ArrayList<>();
        try (var callers = new Callers()) {
            for (int i = 0; i < CALLERS * CALLS; i++) {
                String name = run + i;
                answers.add(callers.pool.submit(() -> create(name)));
                if (i % (2 * CALLS) == CALLS) {
                    answers.get(i).get();
                    assertThat(endSessions()).isPositive();
                }
            }
            for (int i = 0; i < answers.size(); i++) {
                Api.Answer answer = answers.get(i).get();
                assertThat(answer.status()).as(answer.toString()).isIn(200, 503);
                if (answer.status() == 503) {
                    assertThat(answer.json().path("error_code").textValue()).isEqualTo("TEMPORARILY_UNAVAILABLE");
                }
            }
        }
        assertThat(answers)
                .anySatisfy(answer -> assertThat(answer.get().status()).isEqualTo(503));
        await().atMost(Duration.ofSeconds(30)).until(() -> IntStream.range(0, CALLERS)
                .allMatch(i ->
                        create(run + "after-" + i + "-" + System.nanoTime()).status() == 200));
        for (int i = 0; i < answers.size(); i++) {
            if (answers.get(i).get().status() == 200) {
                assertThat(statusOf(run + i)).isEqualTo(200);
            }
        }
    }

    private record Callers(ExecutorService pool) implements AutoCloseable {
        Callers() {
            this(Executors.newFixedThreadPool(CALLERS));
        }

        @Override
        public void close() {
            pool.shutdownNow();
        }
    }
}
