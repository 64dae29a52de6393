package io.countersign.tracking.control;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.countersign.platform.actor.Actor;
import io.countersign.platform.mlflow.MlflowException;
import io.countersign.tracking.entity.Tag;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;

/** What clients of 2.x tell of a model that they logged as a run's artifacts: kept in the tag MLflow keeps it in. */
@Dependent
@Transactional
public class ModelHistory {
    private static final String HISTORY = "mlflow.log-model.history";
    private static final List<String> REQUIRED = List.of("artifact_path", "flavors", "utc_time_created", "run_id");
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final TrackingDatabase database;

    @Inject
    public ModelHistory(TrackingDatabase database) {
        this.database = database;
    }

    /**
     * Adds the model to the run's history of logged models.
     *
     * @param modelJson the model's description as JSON text
     * @throws MlflowException for an unknown or deleted run, or text that does not describe a model
     */
    public void log(Actor actor, String runId, String modelJson) {
        JsonNode model = parse(modelJson);
        REQUIRED.stream().filter(field -> !model.has(field)).findFirst().ifPresent(missing -> {
            throw MlflowException.invalid("Model json is missing mandatory field '" + missing + "'");
        });
        database.sql(connection -> {
            long run = RunLocks.forChangingArtifacts(connection, actor, runId);
            String known = Sql.first(
                            connection,
                            "SELECT value FROM tracking.tag WHERE run = ? AND key = ?",
                            row -> row.getString(1),
                            run,
                            HISTORY)
                    .orElse("[]");
            ArrayNode models = parse(known) instanceof ArrayNode list ? list : MAPPER.createArrayNode();
            models.add(model);
            Tags.ofRun(connection, run, List.of(new Tag(HISTORY, models.toString())));
            return run;
        });
    }

    private static JsonNode parse(String json) {
        try {
            return MAPPER.readTree(json);
        } catch (JsonProcessingException malformed) {
            throw MlflowException.invalid(
                    "Malformed model info. It is not valid JSON: " + malformed.getOriginalMessage());
        }
    }
}
