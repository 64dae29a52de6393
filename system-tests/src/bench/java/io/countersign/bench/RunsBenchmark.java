package io.countersign.bench;

import io.countersign.systemtests.Countersign;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;

/**
 * A run and a batch of 10 params, 10 metrics and 5 tags, by four clients; beside it the floor: the rows of the same tables
 * by plain SQL in two transactions.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class RunsBenchmark {
    private static final String BATCH = IntStream.range(0, 10)
                    .mapToObj(i -> "{\"key\":\"p" + i + "\",\"value\":\"" + i + "\"}")
                    .collect(Collectors.joining(",", "\"params\":[", "],"))
            + IntStream.range(0, 10)
                    .mapToObj(i -> "{\"key\":\"m" + i + "\",\"value\":0." + i + ",\"timestamp\":1700000000000,\"step\":0}")
                    .collect(Collectors.joining(",", "\"metrics\":[", "],"))
            + IntStream.range(0, 5)
                    .mapToObj(i -> "{\"key\":\"t" + i + "\",\"value\":\"" + i + "\"}")
                    .collect(Collectors.joining(",", "\"tags\":[", "]}"));

    private static final String RUN = """
            WITH made AS (
                INSERT INTO tracking.run (run_id, experiment, name, user_id, status, lifecycle, start_time, artifact_uri,
                                          started_by, started_by_name, dirty)
                VALUES (?, 0, 'floor', 'u', 'RUNNING', 'ACTIVE', 0, 'x', 's', 's', true) RETURNING id)
            INSERT INTO tracking.tag (run, key, value) SELECT id, 'mlflow.runName', 'floor' FROM made RETURNING run
            """;
    private static final String CONTENT = """
            WITH p AS (INSERT INTO tracking.param (run, key, value)
                       SELECT ?, 'p' || i, i::text FROM generate_series(0, 9) i),
                 t AS (INSERT INTO tracking.tag (run, key, value)
                       SELECT ?, 't' || i, i::text FROM generate_series(0, 4) i),
                 l AS (INSERT INTO tracking.latest_metric (run, key, step, ts, value, is_nan)
                       SELECT ?, i, 0, 1700000000000, 0.5, false FROM generate_series(1, 10) i)
            INSERT INTO tracking.metric_point (run, key, step, ts, value, is_nan)
            SELECT ?, i, 0, 1700000000000, 0.5, false FROM generate_series(1, 10) i
            """;

    private final Caller caller = new Caller();
    private Connection database;
    private PreparedStatement floorRun;
    private PreparedStatement floorContent;

    @Setup(Level.Trial)
    public void open() throws SQLException {
        database = Countersign.running().database();
        floorRun = database.prepareStatement(RUN);
        floorContent = database.prepareStatement(CONTENT);
    }

    @TearDown(Level.Trial)
    public void close() throws SQLException {
        database.close();
    }

    @Benchmark
    @Threads(4)
    public String create4() {
        return create(caller);
    }

    /** A run with what it logs. */
    static String create(Caller caller) {
        String run = BenchRun.json(caller.post("/api/2.0/mlflow/runs/create", "{\"experiment_id\":\"0\"}"))
                .at("/run/info/run_id")
                .textValue();
        return caller.post("/api/2.0/mlflow/runs/log-batch", "{\"run_id\":\"" + run + "\"," + BATCH);
    }

    @Benchmark
    @Threads(4)
    public int createFloor4() throws SQLException {
        floorRun.setString(1, UUID.randomUUID().toString().replace("-", ""));
        long run;
        try (var made = floorRun.executeQuery()) {
            made.next();
            run = made.getLong(1);
        }
        for (int i = 1; i <= 4; i++) {
            floorContent.setLong(i, run);
        }
        return floorContent.executeUpdate();
    }
}
