package io.countersign.tracking.entity;

/** A tag of an experiment, run or dataset input: may be overwritten. */
public record Tag(String key, String value) {
    /** The tag that mirrors a run's name. */
    public static final String RUN_NAME = "mlflow.runName";

    /** The input tag that says for what a dataset was used. */
    public static final String DATASET_CONTEXT = "mlflow.data.context";
}
