package io.countersign.tracking.control;

import static io.countersign.tracking.control.TrackingFixture.ENGINEER;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.tracking.entity.MetricPoint;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Batches and single points that repeat, overlap and go backwards, against the plain rules: a set of points, and the greatest of each. */
class MetricPointsIT {
    private static TrackingFixture fixture;

    @BeforeAll
    static void start() {
        fixture = new TrackingFixture();
    }

    @AfterAll
    static void stop() {
        fixture.close();
    }

    private static List<MetricPoint> batch(Random random) {
        List<MetricPoint> batch = new ArrayList<>();
        int series = random.nextBoolean() ? 1 : 4;
        int valuesToOneNan = random.nextBoolean() ? 4 : Integer.MAX_VALUE;
        for (int i = random.nextBoolean() ? 0 : random.nextInt(40); i >= 0; i--) {
            double value = random.nextInt(valuesToOneNan) == 0 ? Double.NaN : random.nextInt(3) - 1;
            batch.add(new MetricPoint("k" + random.nextInt(series), value, random.nextInt(4), random.nextInt(12) - 3));
        }
        return batch;
    }

    private static void log(String run, List<MetricPoint> batch) {
        RunLogging.Batch logged = new RunLogging.Batch(batch, List.of(), List.of(), List.of());
        fixture.run(work -> work.quick().log(ENGINEER, run, logged));
    }

    private static void assertHolds(String run, Set<MetricPoint> all) {
        Map<String, MetricPoint> latest = new HashMap<>();
        all.forEach(
                point -> latest.merge(point.key(), point, (a, b) -> MetricPoint.BY_RECENCY.compare(a, b) >= 0 ? a : b));
        assertThat(fixture.in(work -> work.runs().get(ENGINEER, run)).content().metrics())
                .containsExactlyInAnyOrderElementsOf(latest.values());
        Set<MetricPoint> stored = new HashSet<>();
        for (String key : latest.keySet()) {
            PointColumns columns =
                    fixture.in(work -> work.history().after(work.history().series(ENGINEER, run, key), null, 10_000));
            for (int i = 0; i < columns.size(); i++) {
                assertThat(stored.add(new MetricPoint(key, columns.value(i), columns.timestamp(i), columns.step(i))))
                        .isTrue();
            }
        }
        assertThat(stored).isEqualTo(all);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void whatIsStoredIsWhatWasLogged(long seed) {
        Random random = new Random(seed);
        String run = fixture.runningRun();
        Set<MetricPoint> all = new HashSet<>();
        for (int i = 0; i < 30; i++) {
            List<MetricPoint> batch = batch(random);
            all.addAll(batch);
            log(run, batch);
        }
        assertHolds(run, all);
    }

    @Test
    void manyClientsThatLogTheSameSeriesLoseNothingAndNeverDeadlock() throws Exception {
        String run = fixture.runningRun();
        Set<MetricPoint> all = new HashSet<>();
        ExecutorService pool = Executors.newFixedThreadPool(16);
        List<Callable<Integer>> calls = new ArrayList<>();
        for (int client = 0; client < 16; client++) {
            Random random = new Random(client / 2); // each batch comes twice, at about the same time
            List<List<MetricPoint>> batches = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                batches.add(batch(random));
                all.addAll(batches.get(i));
            }
            calls.add(() -> {
                batches.forEach(batch -> log(run, batch));
                return batches.size();
            });
        }
        for (Future<Integer> call : pool.invokeAll(calls)) {
            assertThat(call.get()).isEqualTo(20);
        }
        pool.shutdown();
        assertHolds(run, all);
    }

    private static List<MetricPoint> steps(int from, int count) {
        return IntStream.range(from, from + count)
                .mapToObj(step -> new MetricPoint("long", 0.5, 1, step))
                .toList();
    }

    /** What the planner knows of points tells nothing of a new run: no reason to read all that the run has. */
    @Test
    void aBatchReadsNoPointsThatWereThereBefore() throws SQLException {
        for (int i = 0; i < 3; i++) {
            log(fixture.runningRun(), steps(0, 1_000));
        }
        try (Connection owner = fixture.database().owner().getConnection();
                Statement statement = owner.createStatement()) {
            statement.execute("ANALYZE tracking.metric_point");
        }
        String run = fixture.runningRun();
        for (int i = 0; i < 10; i++) {
            log(run, steps(i * 1_000, 1_000));
        }
        long read = fixture.in(work -> {
            work.logging().log(ENGINEER, run, steps(10_000, 1_000), List.of(), List.of());
            return work.database().sql(MetricPointsIT::pointsRead);
        });
        assertThat(read).isLessThan(100);
        log(run, steps(9_500, 1_000));
        assertThat(stored(run)).isEqualTo(11_000);
    }

    /** Rows and entries of the index that this transaction has read. */
    private static long pointsRead(Connection connection) throws SQLException {
        return Sql.first(
                        connection,
                        "SELECT pg_stat_get_xact_tuples_returned('tracking.metric_point'::regclass)"
                                + " + pg_stat_get_xact_tuples_returned('tracking.metric_point_pkey'::regclass)",
                        row -> row.getLong(1))
                .orElseThrow();
    }

    private static int stored(String run) {
        return fixture.in(work -> work.history().after(work.history().series(ENGINEER, run, "long"), null, 20_000))
                .size();
    }
}
