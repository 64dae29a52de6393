package io.countersign.platform.mlflow;

/** A refusal in MLflow's own terms, for rules that only its API has (name limits, immutable params and the like). */
public class MlflowException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final MlflowErrorCode code;

    public MlflowException(MlflowErrorCode code, String message) {
        super(message);
        this.code = code;
    }

    public MlflowErrorCode code() {
        return code;
    }

    public static MlflowException invalid(String message) {
        return new MlflowException(MlflowErrorCode.INVALID_PARAMETER_VALUE, message);
    }

    public static MlflowException missing(String parameter) {
        return invalid("Missing value for required parameter '" + parameter
                + "'. See the API docs for more information about request parameters.");
    }

    public static MlflowException notFound(String message) {
        return new MlflowException(MlflowErrorCode.RESOURCE_DOES_NOT_EXIST, message);
    }

    public static MlflowException alreadyExists(String message) {
        return new MlflowException(MlflowErrorCode.RESOURCE_ALREADY_EXISTS, message);
    }
}
