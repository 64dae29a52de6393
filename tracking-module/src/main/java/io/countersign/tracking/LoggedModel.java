package io.countersign.tracking;

import java.util.Optional;

/**
 * A logged model of MLflow 3.x, which {@code models:/<id>} means.
 *
 * @param id {@code m-} and 32 hex digits
 * @param name its name
 * @param experimentId id of its experiment
 * @param experiment name of its experiment
 * @param sourceRun run that made it, when one did
 * @param artifactUri where its files are: {@code mlflow-artifacts:/<experiment>/models/<id>/artifacts}
 * @param status MLflow's: LOGGED_MODEL_PENDING, LOGGED_MODEL_READY, LOGGED_MODEL_UPLOAD_FAILED
 * @param createdBy subject of the person responsible for it, from the token
 * @param createdByName printed name of that person
 */
public record LoggedModel(
        String id,
        String name,
        String experimentId,
        String experiment,
        Optional<RunId> sourceRun,
        String artifactUri,
        String status,
        String createdBy,
        String createdByName) {}
