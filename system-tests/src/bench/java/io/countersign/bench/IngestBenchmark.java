package io.countersign.bench;

import io.countersign.systemtests.Countersign;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;

/**
 * Metric points: a batch of 1,000 and one a call, by one and by four clients, each with a run of its own. Beside them the
 * floors: the same rows into the same table by plain SQL, one statement and one commit.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class IngestBenchmark {
    private static final int POINTS = 1_000;
    private static final String FLOOR = """
            INSERT INTO tracking.metric_point (run, key, step, ts, value, is_nan)
            SELECT ?, (SELECT id FROM tracking.metric_key WHERE name = 'floor'), step, 1700000000000, 0.5, false
            FROM generate_series(?::bigint, ?::bigint) AS step
            """;

    private final Caller caller = new Caller();
    private BenchRun run = new BenchRun("", 0, "");
    private Connection database;
    private PreparedStatement floor;
    private long step;

    @Setup(Level.Trial)
    public void open() throws SQLException {
        run = BenchRun.create(caller);
        database = Countersign.running().database();
        try (PreparedStatement key = database.prepareStatement(
                "INSERT INTO tracking.metric_key (name) VALUES ('floor') ON CONFLICT DO NOTHING")) {
            key.executeUpdate();
        }
        floor = database.prepareStatement(FLOOR);
    }

    @TearDown(Level.Trial)
    public void close() throws SQLException {
        database.close();
    }

    @Benchmark
    @OperationsPerInvocation(POINTS)
    public String batch1() {
        return batch();
    }

    @Benchmark
    @OperationsPerInvocation(POINTS)
    @Threads(4)
    public String batch4() {
        return batch();
    }

    @Benchmark
    @OperationsPerInvocation(POINTS)
    public int batchFloor1() throws SQLException {
        return rows(POINTS);
    }

    @Benchmark
    @OperationsPerInvocation(POINTS)
    @Threads(4)
    public int batchFloor4() throws SQLException {
        return rows(POINTS);
    }

    @Benchmark
    public String point1() {
        return point();
    }

    @Benchmark
    @Threads(4)
    public String point4() {
        return point();
    }

    @Benchmark
    public int pointFloor1() throws SQLException {
        return rows(1);
    }

    @Benchmark
    @Threads(4)
    public int pointFloor4() throws SQLException {
        return rows(1);
    }

    private String batch() {
        String answer = batch(caller, run, step, POINTS);
        step += POINTS;
        return answer;
    }

    /** Logs so many points of one series from that step on. */
    static String batch(Caller caller, BenchRun run, long from, int count) {
        return caller.post("/api/2.0/mlflow/runs/log-batch", BatchBody.of(run.runId(), from, count));
    }

    private String point() {
        return point(caller, run, step++);
    }

    /** Logs one point. */
    static String point(Caller caller, BenchRun run, long step) {
        return caller.post(
                "/api/2.0/mlflow/runs/log-metric",
                "{\"run_id\":\"" + run.runId() + "\",\"key\":\"loss\",\"value\":0.5,\"timestamp\":1700000000000,\"step\":"
                        + step + "}");
    }

    private int rows(int count) throws SQLException {
        floor.setLong(1, run.number());
        floor.setLong(2, step);
        floor.setLong(3, step + count - 1);
        step += count;
        return floor.executeUpdate();
    }
}
