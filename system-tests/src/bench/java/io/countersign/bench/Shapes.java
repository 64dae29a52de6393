package io.countersign.bench;

import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Calls whose time may grow with what the database holds. */
final class Shapes {
    private static final int BATCH = 1_000;
    private static final int SERIES = 100_000;

    private final Caller caller = new Caller();
    private final String experiment = Seeded.experiment(caller);
    private final BenchRun written = BenchRun.create(caller);
    private final BenchRun read = BenchRun.withSeries(caller, SERIES);
    private long step;

    Shapes() throws SQLException {}

    /** By what docs call them. */
    Map<String, Runnable> all() {
        Map<String, Runnable> calls = new LinkedHashMap<>();
        calls.put(
                "`metrics.m1 > 0.5 and params.p1 = 'x'` by a metric, top 100",
                () -> search("\"filter\":\"metrics.m1 > 0.5 and params.p1 = 'x'\",\"order_by\":[\"metrics.m2 DESC\"],"
                        + "\"max_results\":100"));
        calls.put("`tags.t4 = 'v7'`, newest 100", () -> search("\"filter\":\"tags.t4 = 'v7'\",\"max_results\":100"));
        calls.put("no filter, newest 100", () -> search("\"max_results\":100"));
        calls.put("no filter, a page of 1,000", () -> search("\"max_results\":1000"));
        calls.put("no filter, best 100 by a metric", () -> search("\"order_by\":[\"metrics.m2 DESC\"],\"max_results\":100"));
        calls.put("log-batch of 1,000 points", this::batch);
        calls.put("log-metric", this::point);
        calls.put("a run, and a batch of 10 params, 10 metrics, 5 tags", () -> RunsBenchmark.create(caller));
        calls.put("get-history of 100,000 points", () -> history("get-history?run_id=%s&metric_key=loss"));
        calls.put(
                "get-history-bulk-interval over 100,000 points",
                () -> history("get-history-bulk-interval?run_ids=%s&metric_key=loss&max_results=2500"));
        return calls;
    }

    private void search(String query) {
        caller.post("/api/2.0/mlflow/runs/search", "{\"experiment_ids\":[\"" + experiment + "\"]," + query + "}");
    }

    private void batch() {
        IngestBenchmark.batch(caller, written, step, BATCH);
        step += BATCH;
    }

    private void point() {
        IngestBenchmark.point(caller, written, step++);
    }

    private void history(String path) {
        caller.get("/api/2.0/mlflow/metrics/" + path.formatted(read.runId()));
    }
}
