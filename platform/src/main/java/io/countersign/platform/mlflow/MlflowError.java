package io.countersign.platform.mlflow;

/**
 * Error body of the MLflow API.
 *
 * @param errorCode name of the code
 * @param message text for people
 */
public record MlflowError(String errorCode, String message) implements MlflowMessage {}
