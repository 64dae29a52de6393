package io.countersign.bench;

import io.countersign.systemtests.Api;
import io.countersign.systemtests.People;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** runs/search with a metric and a param, ordered by a metric, top 100, among the seeded runs: percentiles of the time. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class SearchBenchmark {
    private final Api engineer = People.as("engineer1");
    private Map<String, Object> query = Map.of();

    @Setup
    public void experiment() {
        String id = engineer.get("/api/2.0/mlflow/experiments/get-by-name?experiment_name=seeded")
                .json()
                .at("/experiment/experiment_id")
                .textValue();
        query = Map.of(
                "experiment_ids", List.of(id),
                "filter", "metrics.m1 > 0.5 and params.p1 = 'x'",
                "order_by", List.of("metrics.m2 DESC"),
                "max_results", 100);
    }

    @Benchmark
    public int search() {
        Api.Answer answer = engineer.post("/api/2.0/mlflow/runs/search", query);
        if (answer.json().path("runs").isEmpty()) {
            throw new IllegalStateException("nothing found: " + answer);
        }
        return answer.status();
    }
}
