package io.countersign.systemtests.container;

import io.countersign.platform.actor.Actor;
import io.countersign.registry.GateAnswer;
import io.countersign.registry.PromotionGate;
import io.countersign.registry.TransitionIntent;
import io.countersign.registry.VersionId;
import io.countersign.registry.control.ModelVersions;
import io.countersign.registry.control.RegisteredModels;
import io.countersign.registry.control.Registration;
import io.countersign.tracking.RunId;
import io.countersign.tracking.control.ArtifactTransfers;
import io.countersign.tracking.control.Artifacts;
import io.countersign.tracking.control.RunLogging;
import io.countersign.tracking.control.Runs;
import io.countersign.tracking.entity.MetricPoint;
import io.countersign.tracking.entity.RunStatus;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Makes an open promotion request by the product's own use cases, as an engineer would through the API. */
@ApplicationScoped
public class OpenRequest {
    private static final Map<String, Double> GOOD = Map.of(
            "test/auc", 0.81,
            "test/ks", 0.48,
            "test/brier", 0.16,
            "test/accuracy", 0.77,
            "test/auc/age:under_25", 0.74,
            "test/auc/age:25_to_60", 0.80);

    @Inject
    Runs runs;

    @Inject
    RunLogging logging;

    @Inject
    ArtifactTransfers transfers;

    @Inject
    RegisteredModels models;

    @Inject
    ModelVersions versions;

    @Inject
    PromotionGate gate;

    /** A new run that has metrics. */
    @Transactional
    public String run(Actor engineer) {
        String runId = runs.create(engineer, new Runs.Start("0", null, "", 1, List.of()))
                .run()
                .runId();
        List<MetricPoint> points = GOOD.entrySet().stream()
                .map(metric -> new MetricPoint(metric.getKey(), metric.getValue(), 1, 0))
                .toList();
        logging.log(engineer, runId, points, List.of(), List.of());
        return runId;
    }

    /** The run's artifact, outside a transaction as the API does it. */
    public void artifact(String runId, Actor engineer) {
        byte[] bytes = "flavors: {}\n".getBytes(StandardCharsets.UTF_8);
        transfers.upload(
                engineer, new Artifacts.Place(runId, "model/MLmodel"), new ByteArrayInputStream(bytes), bytes.length);
    }

    /** Ends the run and registers it as the first version of a new model. */
    @Transactional
    public void register(String runId, String model, Actor engineer) {
        runs.update(engineer, runId, RunStatus.FINISHED, 2L, null);
        models.create(model, "", Map.of(), engineer);
        versions.register(
                new Registration(model, "runs:/" + runId + "/model", new RunId(runId), null, "", "", Map.of()),
                engineer);
    }

    /** Asks for Production. */
    public UUID ask(String model, Actor engineer) {
        GateAnswer answer =
                gate.ask(new TransitionIntent(new VersionId(model, 1), "Production", true, "for the test"), engineer);
        if (answer instanceof GateAnswer.Pending pending) {
            return pending.requestId();
        }
        throw new AssertionError("not pending: " + answer);
    }
}
