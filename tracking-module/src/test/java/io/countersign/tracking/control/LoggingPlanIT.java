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

    private static final Map<String, Integer> LOSS = Map.of("loss", 1);

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
            for (Way way : Way.values()) {
                for (int i = 0; i < 10; i++) {
                    way.log(early, run, batch(way + "" + i, way.ordinal() * 1_000 + i, 2));
                }
            }
            others.execute(RUNS);
            others.execute(POINTS);
            early.setAutoCommit(false);
            for (Way way : Way.values()) {
                way.log(early, run, batch(way + " late", way.ordinal() * 1_000 + 100, 10));
                assertThat(read(early, "tracking.metric_point") + read(early, "tracking.metric_point_pkey"))
                        .as("points read to log %s", way)
                        .isLessThan(100);
                assertThat(read(early, "tracking.run"))
                        .as("runs read to log %s", way)
                        .isLessThan(100);
                early.commit();
            }
        }
    }

    /** The functions by which a batch is logged. */
    private enum Way {
        IN_A_TRANSACTION,
        AT_ONCE,
        AS_ONE_SERIES;

        void log(Connection connection, String run, RunLogging.Batch batch) throws SQLException {
            MetricPoints points = new MetricPoints(batch.metrics(), LOSS);
            switch (this) {
                case IN_A_TRANSACTION -> BatchWrite.of(connection, ENGINEER, run, batch, LOSS);
                case AT_ONCE ->
                    QuickLogging.lifecycle(connection, QuickLogging.BATCH, BatchWrite.arguments(run, batch, points));
                case AS_ONE_SERIES ->
                    QuickLogging.lifecycle(connection, QuickLogging.SERIES, points.argumentsOfOneSeries(run));
            }
        }
    }

    private static RunLogging.Batch batch(String param, int from, int count) {
        List<MetricPoint> points = IntStream.range(from, from + count)
                .mapToObj(step -> new MetricPoint("loss", 0.5, 1, step))
                .toList();
        return new RunLogging.Batch(points, List.of(new Param(param, "v")), List.of(), List.of());
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
