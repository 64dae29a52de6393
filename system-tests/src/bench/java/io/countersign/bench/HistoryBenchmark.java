package io.countersign.bench;

import java.sql.SQLException;
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
        run = BenchRun.withSeries(caller, POINTS);
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
