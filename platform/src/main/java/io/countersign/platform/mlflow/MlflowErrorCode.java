package io.countersign.platform.mlflow;

import io.countersign.platform.problem.ProblemType;

/** Error codes of MLflow's REST API with their HTTP status (MLflow {@code databricks.proto}, as the 2.17 server answers). */
public enum MlflowErrorCode {
    INVALID_PARAMETER_VALUE(400),
    BAD_REQUEST(400),
    RESOURCE_ALREADY_EXISTS(400),
    UNAUTHENTICATED(401),
    PERMISSION_DENIED(403),
    RESOURCE_DOES_NOT_EXIST(404),
    ENDPOINT_NOT_FOUND(404),
    RESOURCE_CONFLICT(409),
    REQUEST_LIMIT_EXCEEDED(429),
    INTERNAL_ERROR(500),
    NOT_IMPLEMENTED(501),
    TEMPORARILY_UNAVAILABLE(503);

    private final int status;

    MlflowErrorCode(int status) {
        this.status = status;
    }

    public int status() {
        return status;
    }

    /** How a problem of our own domain reads to an MLflow client. */
    public static MlflowErrorCode of(ProblemType.Category category) {
        return switch (category) {
            case INVALID, NOT_ACCEPTABLE, UNPROCESSABLE, TOO_LARGE, UNSUPPORTED_TYPE, TIMEOUT ->
                INVALID_PARAMETER_VALUE;
            case UNAUTHENTICATED -> UNAUTHENTICATED;
            case FORBIDDEN -> PERMISSION_DENIED;
            case NOT_FOUND -> RESOURCE_DOES_NOT_EXIST;
            case METHOD_NOT_ALLOWED -> ENDPOINT_NOT_FOUND;
            case CONFLICT -> RESOURCE_CONFLICT;
            case TOO_MANY -> REQUEST_LIMIT_EXCEEDED;
            case NOT_IMPLEMENTED -> NOT_IMPLEMENTED;
            case UNAVAILABLE -> TEMPORARILY_UNAVAILABLE;
            case INTERNAL -> INTERNAL_ERROR;
        };
    }
}
