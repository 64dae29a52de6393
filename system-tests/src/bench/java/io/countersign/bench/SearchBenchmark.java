package io.countersign.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Searches among the seeded runs: percentiles of the time. Paging goes through the first 5,000, 1,000 a page. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class SearchBenchmark {
    private static final int PAGES = 5;

    private final Caller caller = new Caller();
    private String experiment = "";

    @Setup
    public void experiment() {
        experiment = Seeded.experiment(caller);
    }

    @Benchmark
    public int search() {
        JsonNode found = find("\"filter\":\"metrics.m1 > 0.5 and params.p1 = 'x'\",\"order_by\":[\"metrics.m2 DESC\"],"
                + "\"max_results\":100");
        return found.path("runs").size();
    }

    @Benchmark
    public int newest() {
        return find("\"max_results\":100").path("runs").size();
    }

    /** 5,000 runs. */
    @Benchmark
    public int paging() {
        String token = "";
        int seen = 0;
        for (int page = 0; page < PAGES; page++) {
            String answer = caller.post(
                    "/api/2.0/mlflow/runs/search",
                    "{\"experiment_ids\":[\"" + experiment + "\"],\"max_results\":1000,\"page_token\":\"" + token + "\"}");
            int at = answer.lastIndexOf("\"next_page_token\"");
            token = at < 0 ? "" : answer.substring(answer.indexOf('"', at + 18) + 1, answer.lastIndexOf('"'));
            seen += 1_000;
        }
        return seen;
    }

    private JsonNode find(String query) {
        JsonNode found = BenchRun.json(caller.post(
                "/api/2.0/mlflow/runs/search", "{\"experiment_ids\":[\"" + experiment + "\"]," + query + "}"));
        if (found.path("runs").isEmpty()) {
            throw new IllegalStateException("nothing found: " + found);
        }
        return found;
    }
}
