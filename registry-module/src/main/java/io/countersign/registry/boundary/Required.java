package io.countersign.registry.boundary;

import io.countersign.platform.mlflow.MlflowException;
import io.countersign.platform.problem.ProblemException;
import io.countersign.registry.VersionId;
import io.countersign.tracking.RunId;
import org.jspecify.annotations.Nullable;

/** What MLflow's messages must carry. */
final class Required {
    private Required() {}

    /** @throws MlflowException (invalid parameter) when absent or empty, as MLflow's own server has it */
    static String text(String parameter, @Nullable String value) {
        if (value == null || value.isEmpty()) {
            throw MlflowException.missing(parameter);
        }
        return value;
    }

    /** @throws MlflowException (invalid parameter) for a version that is no number */
    static VersionId version(@Nullable String name, @Nullable String version) {
        String model = text("name", name);
        String number = text("version", version);
        if (!number.matches("[+-]?\\d+")) {
            throw MlflowException.invalid("Invalid value \"" + number
                    + "\" for parameter 'version' supplied. Model version must be an integer.");
        }
        if (!number.matches("\\+?0*[1-9]\\d{0,8}")) {
            throw ProblemException.notFound("Model Version (name=" + model + ", version=" + number + ") not found");
        }
        return new VersionId(model, Integer.parseInt(number));
    }

    /** The run a client names; null for none. @throws MlflowException (invalid parameter) for what cannot be a run id */
    static @Nullable RunId run(@Nullable String run) {
        if (run == null || run.isEmpty()) {
            return null;
        }
        try {
            return new RunId(run);
        } catch (IllegalArgumentException noRunId) {
            throw MlflowException.invalid("Invalid value \"" + run + "\" for parameter 'run_id' supplied.");
        }
    }

    /** A text that may be absent. */
    static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
