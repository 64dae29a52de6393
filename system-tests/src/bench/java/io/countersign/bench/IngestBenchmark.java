package io.countersign.bench;

import io.countersign.systemtests.Api;
import io.countersign.systemtests.Countersign;
import io.countersign.systemtests.People;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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

/** A log-batch of 1,000 metric points, and beside it the floor: the same rows by one INSERT … SELECT and one commit. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class IngestBenchmark {
    private static final int POINTS = 1_000;
    private static final AtomicLong STEP = new AtomicLong();

    private final Api engineer = People.as("engineer1");
    private String runId = "";
    private long run;
    private Connection database;

    @Setup(Level.Trial)
    public void open() throws SQLException {
        runId = engineer.post("/api/2.0/mlflow/runs/create", Map.of("experiment_id", "0"))
                .json()
                .at("/run/info/run_id")
                .textValue();
        database = Countersign.running().database();
        try (PreparedStatement key = database.prepareStatement(
                "INSERT INTO tracking.metric_key (name) VALUES ('loss') ON CONFLICT DO NOTHING")) {
            key.executeUpdate();
        }
        try (PreparedStatement find = database.prepareStatement("SELECT id FROM tracking.run WHERE run_id = ?")) {
            find.setString(1, runId);
            try (var row = find.executeQuery()) {
                row.next();
                run = row.getLong(1);
            }
        }
    }

    @TearDown(Level.Trial)
    public void close() throws SQLException {
        database.close();
    }

    /** Points per second through the API, authentication and all checks on. */
    @Benchmark
    @OperationsPerInvocation(POINTS)
    public int logBatch() {
        long first = STEP.getAndAdd(POINTS);
        String metrics = IntStream.range(0, POINTS)
                .mapToObj(i -> "{\"key\":\"loss\",\"value\":0.5,\"timestamp\":1700000000000,\"step\":" + (first + i) + "}")
                .collect(Collectors.joining(","));
        Api.Answer answer = engineer.post(
                "/api/2.0/mlflow/runs/log-batch", "{\"run_id\":\"" + runId + "\",\"metrics\":[" + metrics + "]}");
        if (answer.status() != 200) {
            throw new IllegalStateException(answer.toString());
        }
        return answer.status();
    }

    /** Rows per second into the same table with the same indexes. */
    @Benchmark
    @OperationsPerInvocation(POINTS)
    public int floor() throws SQLException {
        long first = STEP.getAndAdd(POINTS);
        try (PreparedStatement insert = database.prepareStatement("""
                INSERT INTO tracking.metric_point (run, key, step, ts, value, is_nan)
                SELECT ?, k.id, step, 1700000000000, 0.5, false
                FROM tracking.metric_key k, generate_series(?::bigint, ?::bigint) AS step WHERE k.name = 'loss'
                """)) {
            insert.setLong(1, run);
            insert.setLong(2, first);
            insert.setLong(3, first + POINTS - 1);
            return insert.executeUpdate();
        }
    }
}
