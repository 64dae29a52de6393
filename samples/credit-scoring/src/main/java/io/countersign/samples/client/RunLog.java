package io.countersign.samples.client;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.countersign.samples.data.Applicant;
import io.countersign.samples.data.GermanCredit;
import io.countersign.samples.training.ModelFiles;
import io.countersign.samples.training.TrainedModel;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.mlflow.api.proto.Service.CreateRun;
import org.mlflow.api.proto.Service.RunInfo;
import org.mlflow.api.proto.Service.RunStatus;
import org.mlflow.api.proto.Service.RunTag;

/** Logs trained models as runs: params, metrics by step, tags, data sets, and artifacts. */
public final class RunLog {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ARTIFACT_SCHEME = "mlflow-artifacts";

    private final Session session;

    public RunLog(Session session) {
        this.session = session;
    }

    /** The id of an experiment, which is created if there is none of this name. */
    public String experiment(String name) {
        return session.mlflow()
                .getExperimentByName(name)
                .map(experiment -> experiment.getExperimentId())
                .orElseGet(() -> session.mlflow().createExperiment(name));
    }

    /**
     * Logs one trained model. A run whose logging fails is ended as {@code FAILED}.
     *
     * @param tags tags beside the run's own
     */
    public LoggedRun log(String experimentId, TrainedModel trained, Map<String, String> tags) {
        CreateRun.Builder request = CreateRun.newBuilder()
                .setExperimentId(experimentId)
                .setRunName(trained.plan().name())
                .setUserId(session.user())
                .setStartTime(Instant.now().toEpochMilli())
                .addTags(tag("mlflow.user", session.user()));
        tags.forEach((key, value) -> request.addTags(tag(key, value)));
        RunInfo run = session.mlflow().createRun(request.build());
        LoggedRun logged = new LoggedRun(run.getRunId(), run.getArtifactUri());
        try {
            fill(logged, trained);
        } catch (RuntimeException e) {
            session.mlflow().setTerminated(logged.id(), RunStatus.FAILED);
            throw e;
        }
        session.mlflow().setTerminated(logged.id(), RunStatus.FINISHED);
        return logged;
    }

    private void fill(LoggedRun run, TrainedModel trained) {
        RunContent content = new RunContent(trained, Instant.now());
        session.mlflow().logBatch(run.id(), content.metrics(), content.params(), List.of());
        logInputs(run, trained);
        ModelFiles files = new ModelFiles(trained, run.id(), Instant.now());
        files.all().forEach((path, bytes) -> upload(run, path, bytes));
        // The Java client has no method for this call; the Python client sends it after uploading a model.
        ObjectNode logModel = JSON.createObjectNode()
                .put("run_id", run.id())
                .put("model_json", files.description().toString());
        session.mlflow().sendPost("runs/log-model", logModel.toString());
    }

    /** The Java client has no method for data sets, but sends any JSON to any of MLflow's paths. */
    private void logInputs(LoggedRun run, TrainedModel trained) {
        ObjectNode request = JSON.createObjectNode().put("run_id", run.id());
        ArrayNode datasets = request.putArray("datasets");
        datasets.add(dataset(trained.split().train(), "training"));
        datasets.add(dataset(trained.split().validation(), "validation"));
        datasets.add(dataset(trained.split().test(), "test"));
        session.mlflow().sendPost("runs/log-inputs", request.toString());
    }

    private static ObjectNode dataset(List<Applicant> applicants, String context) {
        ObjectNode input = JSON.createObjectNode();
        input.putObject("dataset")
                .put("name", GermanCredit.NAME)
                .put("digest", GermanCredit.digest(applicants))
                .put("source_type", "http")
                .put(
                        "source",
                        JSON.createObjectNode().put("url", GermanCredit.SOURCE).toString())
                .put(
                        "profile",
                        JSON.createObjectNode()
                                .put("num_rows", applicants.size())
                                .toString());
        input.putArray("tags").addObject().put("key", "mlflow.data.context").put("value", context);
        return input;
    }

    /**
     * Uploads by plain HTTP: the Java client's {@code logArtifact} starts MLflow's Python command line, which a Java shop
     * need not have. This is what the Python client does with an artifact URI of the tracking server.
     */
    private void upload(LoggedRun run, String path, byte[] content) {
        URI root = URI.create(run.artifactUri());
        if (!ARTIFACT_SCHEME.equals(root.getScheme())) {
            throw new CallFailed(0, "Run " + run.id() + " keeps its artifacts at " + root + ", not on this server");
        }
        session.http().put("/api/2.0/mlflow-artifacts/artifacts" + root.getPath() + "/" + path, content);
    }

    private static RunTag tag(String key, String value) {
        return RunTag.newBuilder().setKey(key).setValue(value).build();
    }
}
