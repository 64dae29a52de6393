package io.countersign.samples.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.countersign.samples.training.ModelFiles;
import java.util.Optional;
import org.mlflow.api.proto.ModelRegistry.ModelVersion;
import org.mlflow.tracking.MlflowHttpException;

/**
 * The model registry through the stock client. Its Java form has no methods that write to the registry, but sends any
 * JSON to any of MLflow's paths.
 */
public final class ModelRegistry {

    private static final String PENDING = "COUNTERSIGN_PROMOTION_PENDING: ";
    private static final String REFUSED = "COUNTERSIGN_PROMOTION_REFUSED: ";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Session session;

    public ModelRegistry(Session session) {
        this.session = session;
    }

    /** Creates a registered model unless there is one of this name. */
    public void ensureModel(String name, String description) {
        ObjectNode request = JSON.createObjectNode().put("name", name).put("description", description);
        try {
            session.mlflow().sendPost("registered-models/create", request.toString());
        } catch (MlflowHttpException e) {
            if (!error(e).path("error_code").asText().equals("RESOURCE_ALREADY_EXISTS")) {
                throw e;
            }
        }
    }

    /** The version that was made from a run, if any. */
    public Optional<Integer> versionOf(String model, LoggedRun run) {
        return session.mlflow().searchModelVersions("name = '" + model + "'").getItems().stream()
                .filter(version -> version.getRunId().equals(run.id()))
                .map(ModelVersion::getVersion)
                .map(Integer::valueOf)
                .findFirst();
    }

    /** The stage that a version is in. */
    public String stage(String model, int version) {
        return session.mlflow()
                .getModelVersion(model, Integer.toString(version))
                .getCurrentStage();
    }

    /** Registers a run's model as the next version, and answers its number. */
    public int createVersion(String model, LoggedRun run, String description) {
        ObjectNode request = JSON.createObjectNode()
                .put("name", model)
                .put("source", run.artifactUri() + "/" + ModelFiles.FOLDER)
                .put("run_id", run.id())
                .put("description", description);
        return parse(session.mlflow().sendPost("model-versions/create", request.toString()))
                .at("/model_version/version")
                .asInt();
    }

    /**
     * Asks for a stage as any MLflow client does. Where policy guards the stage, the server opens a promotion request and
     * says so with 403: that is an answer here, not an error.
     *
     * @throws MlflowHttpException for any other refusal
     */
    public StageAnswer transition(String model, int version, String stage) {
        ObjectNode request = JSON.createObjectNode()
                .put("name", model)
                .put("version", Integer.toString(version))
                .put("stage", stage)
                .put("archive_existing_versions", true);
        try {
            session.mlflow().sendPost("model-versions/transition-stage", request.toString());
            return new StageAnswer(
                    StageAnswer.Outcome.APPLIED, model + " version " + version + " is in " + stage + " now");
        } catch (MlflowHttpException e) {
            return read(error(e).path("message").asText()).orElseThrow(() -> e);
        }
    }

    /** Reads the server's message; empty if it does not tell of a promotion. */
    static Optional<StageAnswer> read(String message) {
        if (message.startsWith(PENDING)) {
            return Optional.of(new StageAnswer(StageAnswer.Outcome.PENDING, message.substring(PENDING.length())));
        }
        if (message.startsWith(REFUSED)) {
            return Optional.of(new StageAnswer(StageAnswer.Outcome.REFUSED, message.substring(REFUSED.length())));
        }
        return Optional.empty();
    }

    private static JsonNode error(MlflowHttpException e) {
        try {
            return JSON.readTree(e.getBodyMessage());
        } catch (JsonProcessingException notJson) {
            e.addSuppressed(notJson);
            throw e;
        }
    }

    private static JsonNode parse(String answer) {
        try {
            return JSON.readTree(answer);
        } catch (JsonProcessingException e) {
            throw new CallFailed("The server's answer is not JSON: " + answer, e);
        }
    }
}
