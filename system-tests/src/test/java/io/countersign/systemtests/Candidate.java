package io.countersign.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A model version made through the MLflow API, with the metrics that a test wants: a finished run, one artifact, one
 * version. Every candidate is a model of its own.
 */
public final class Candidate {
    /** Metrics with which the shipped policy is content. */
    public static final Map<String, Double> GOOD = Map.ofEntries(
            Map.entry("test/auc", 0.81),
            Map.entry("test/ks", 0.48),
            Map.entry("test/brier", 0.16),
            Map.entry("test/accuracy", 0.77),
            Map.entry("test/auc/age:under_25", 0.74),
            Map.entry("test/auc/age:25_to_60", 0.80));

    public final String model;
    public final String runId;
    public final int version;

    private Candidate(String model, String runId, int version) {
        this.model = model;
        this.runId = runId;
        this.version = version;
    }

    public static Candidate good(Api engineer) {
        return with(engineer, GOOD);
    }

    /** Like a good one, with some metrics replaced. */
    public static Candidate goodBut(Api engineer, Map<String, Double> replaced) {
        Map<String, Double> metrics = new HashMap<>(GOOD);
        metrics.putAll(replaced);
        return with(engineer, metrics);
    }

    public static Candidate with(Api engineer, Map<String, Double> metrics) {
        String model = "candidate-" + UUID.randomUUID();
        ok(engineer.post("/api/2.0/mlflow/registered-models/create", Map.of("name", model)));
        return nextVersion(engineer, model, metrics);
    }

    /** One more version of the same model, from a run of its own. */
    public Candidate next(Api engineer) {
        return nextVersion(engineer, model, GOOD);
    }

    private static Candidate nextVersion(Api engineer, String model, Map<String, Double> metrics) {
        String runId = ok(engineer.post(
                        "/api/2.0/mlflow/runs/create",
                        Map.of("experiment_id", "0", "start_time", System.currentTimeMillis())))
                .json()
                .at("/run/info/run_id")
                .textValue();
        List<Map<String, Object>> points = new ArrayList<>();
        metrics.forEach((key, value) ->
                points.add(Map.of("key", key, "value", value, "timestamp", System.currentTimeMillis(), "step", 0)));
        ok(engineer.post("/api/2.0/mlflow/runs/log-batch", Map.of("run_id", runId, "metrics", points)));
        ok(engineer.put(
                "/api/2.0/mlflow-artifacts/artifacts/0/" + runId + "/artifacts/model/MLmodel",
                "flavors: {}\n".getBytes(StandardCharsets.UTF_8)));
        ok(engineer.post(
                "/api/2.0/mlflow/runs/update",
                Map.of("run_id", runId, "status", "FINISHED", "end_time", System.currentTimeMillis())));
        int version = ok(engineer.post(
                        "/api/2.0/mlflow/model-versions/create",
                        Map.of("name", model, "source", "runs:/" + runId + "/model", "run_id", runId)))
                .json()
                .at("/model_version/version")
                .asInt();
        return new Candidate(model, runId, version);
    }

    /** Asks for Production by the own API. */
    public Api.Answer requestProduction(Api requester) {
        return requester.post(
                "/api/v1/promotions",
                Map.of(
                        "model",
                        model,
                        "version",
                        version,
                        "stage",
                        "Production",
                        "rationale",
                        "needed for the test",
                        "archiveExisting",
                        true));
    }

    /** Asks for Production as a stock MLflow client does. */
    public Api.Answer transitionToProduction(Api requester) {
        return requester.post(
                "/api/2.0/mlflow/model-versions/transition-stage",
                Map.of(
                        "name",
                        model,
                        "version",
                        String.valueOf(version),
                        "stage",
                        "Production",
                        "archive_existing_versions",
                        true));
    }

    public String stage(Api reader) {
        return ok(reader.get("/api/2.0/mlflow/model-versions/get?name=" + model + "&version=" + version))
                .json()
                .at("/model_version/current_stage")
                .textValue();
    }

    private static Api.Answer ok(Api.Answer answer) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return answer;
    }
}
