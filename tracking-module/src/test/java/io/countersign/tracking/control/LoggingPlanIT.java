package io.countersign.tracking.control;

import static io.countersign.tracking.control.TrackingFixture.ENGINEER;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.tracking.entity.MetricPoint;
import io.countersign.tracking.entity.Param;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A connection keeps its plans: one made when there was next to nothing is not to read all that came since. */
class LoggingPlanIT {
    private static final String RUNS = """
            INSERT INTO tracking.run (run_id, experiment, name, user_id, status, lifecycle, start_time, artifact_uri,
                                      started_by, started_by_name, dirty)
            SELECT md5(n::text), 0, 'other', 'u', 'FINISHED', 'ACTIVE', n, 'a', 's', 's', false
            FROM generate_series(1, 5000) AS n
            """;
    private static final String POINTS = """
            INSERT INTO tracking.metric_point (run, key, step, ts, value, is_nan)
            SELECT id, 1, 0, 0, 0, false FROM tracking.run WHERE name = 'other'
            """;

    private static TrackingFixture fixture;

    @BeforeAll
    static void start() {
        fixture = new TrackingFixture();
    }

    @AfterAll
    static void stop() {
        fixture.close();
    }

    @Test
    void plansMadeForEmptyTablesDoNotReadFullOnes() throws SQLException {
        String run = fixture.runningRun();
        try (Connection early = fixture.database().application().getConnection();
                Connection owner = fixture.database().owner().getConnection();
                Statement others = owner.createStatement()) {
            others.execute("INSERT INTO tracking.metric_key (name) VALUES ('loss')");
            others.execute("VACUUM (ANALYZE) tracking.run, tracking.metric_point");
            for (int i = 0; i < 10; i++) {
                log(early, run, "p" + i, i, 1);
            }
            others.execute(RUNS);
            others.execute(POINTS);
            early.setAutoCommit(false);
            log(early, run, "late", 100, 10);
            assertThat(read(early, "tracking.metric_point") + read(early, "tracking.metric_point_pkey"))
                    .isLessThan(100);
            assertThat(read(early, "tracking.run")).isLessThan(100);
        }
    }

    private static void log(Connection connection, String run, String param, int from, int count) throws SQLException {
        List<MetricPoint> points = IntStream.range(from, from + count)
                .mapToObj(step -> new MetricPoint("loss", 0.5, 1, step))
                .toList();
        BatchWrite.of(
                connection,
                ENGINEER,
                run,
                new RunLogging.Batch(points, List.of(new Param(param, "v")), List.of(), List.of()),
                Map.of("loss", 1));
    }

    /** Rows of a table that this transaction has read from end to end, or entries of an index. */
    private static long read(Connection connection, String relation) throws SQLException {
        return Sql.first(
                        connection,
                        "SELECT pg_stat_get_xact_tuples_returned(?::regclass)",
                        row -> row.getLong(1),
                        relation)
                .orElseThrow();
    }
}
