package io.countersign.tracking;

/**
 * A dataset that a run used.
 *
 * @param name its name
 * @param digest its digest as logged
 * @param context split or purpose, MLflow's input tag {@code mlflow.data.context}; empty when not said
 * @param source where it came from, as logged
 */
public record DatasetUse(String name, String digest, String context, String source) {}
