package io.countersign.bench;

import io.countersign.systemtests.Countersign;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A series of 100,000 points in one answer, and its shape by down-sampling. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class HistoryBenchmark {
    private static final int POINTS = 100_000;

    private final Caller caller = new Caller();
    private BenchRun run = new BenchRun("", 0, "");

    @Setup
    public void series() throws SQLException {
        run = BenchRun.create(caller);
        caller.post(
                "/api/2.0/mlflow/runs/log-metric",
                "{\"run_id\":\"" + run.runId() + "\",\"key\":\"loss\",\"value\":1,\"timestamp\":1700000000000,\"step\":0}");
        try (Connection database = Countersign.running().database();
                PreparedStatement insert = database.prepareStatement("""
                        INSERT INTO tracking.metric_point (run, key, step, ts, value, is_nan)
                        SELECT ?, k.id, step, 1700000000000 + step, 1 / (1.0 + step), false
                        FROM tracking.metric_key k, generate_series(1, ?) AS step WHERE k.name = 'loss'
                        """);
                Statement vacuum = database.createStatement()) {
            insert.setLong(1, run.number());
            insert.setInt(2, POINTS - 1);
            insert.executeUpdate();
            vacuum.execute("VACUUM (ANALYZE) tracking.metric_point");
        }
    }

    @Benchmark
    public long whole() {
        return caller.get("/api/2.0/mlflow/metrics/get-history?run_id=" + run.runId() + "&metric_key=loss");
    }

    @Benchmark
    public long interval() {
        return caller.get("/api/2.0/mlflow/metrics/get-history-bulk-interval?run_ids=" + run.runId()
                + "&metric_key=loss&max_results=2500");
    }
}
