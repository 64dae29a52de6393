package io.countersign.platform.mlflow;

/**
 * Marks request and answer records of the MLflow API, which are read and written by {@link MlflowJson} (snake_case,
 * lenient numbers, absent rather than null) and not by the strict mapper of our own API. A request component that may be
 * absent is a nullable wrapper type; an absent list is null in a request, and an empty list is left out of an answer.
 */
public interface MlflowMessage {}
