package io.countersign.platform.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.countersign.platform.mlflow.MlflowErrorCode;
import io.countersign.platform.mlflow.MlflowException;
import io.countersign.platform.problem.ProblemException;
import io.countersign.platform.problem.ProblemType;
import jakarta.ws.rs.WebApplicationException;
import java.util.Map;
import java.util.Objects;

/**
 * Any throwable, reduced to what a caller may know.
 *
 * @param type kind of problem
 * @param detail text for the caller
 * @param details extension members for programs
 * @param mlflowCode how the MLflow API names it
 */
record Failure(ProblemType type, String detail, Map<String, Object> details, MlflowErrorCode mlflowCode) {

    static Failure of(Throwable thrown, String requestId) {
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            if (t instanceof ProblemException problem) {
                return plain(problem.type(), problem.detail(), problem.details());
            }
            if (t instanceof MlflowException mlflow) {
                return new Failure(
                        typeFor(mlflow.code()), String.valueOf(mlflow.getMessage()), Map.of(), mlflow.code());
            }
            if (t instanceof JsonProcessingException json) {
                return plain(ProblemType.INVALID, BadBody.describe(json), Map.of());
            }
        }
        if (thrown instanceof WebApplicationException web) {
            return ofStatus(web, requestId);
        }
        return plain(
                new ProblemType("internal", "The server failed", ProblemType.Category.INTERNAL),
                "An internal error occurred; quote the id " + requestId,
                Map.of("requestId", requestId));
    }

    private static Failure ofStatus(WebApplicationException web, String requestId) {
        int status = web.getResponse().getStatus();
        return switch (status) {
            case 404 ->
                new Failure(
                        ProblemType.NOT_FOUND,
                        "There is no such endpoint",
                        Map.of(),
                        MlflowErrorCode.ENDPOINT_NOT_FOUND);
            case 405 ->
                plain(
                        new ProblemType(
                                "method-not-allowed", "Not with this method", ProblemType.Category.METHOD_NOT_ALLOWED),
                        "This endpoint does not take this method",
                        Map.of());
            case 406 ->
                plain(
                        new ProblemType(
                                "not-acceptable", "No such representation", ProblemType.Category.NOT_ACCEPTABLE),
                        "This endpoint has no representation of the asked type",
                        Map.of());
            case 408 -> plain(ProblemType.TOO_SLOW, "The request did not come in time", Map.of());
            case 413 -> plain(ProblemType.TOO_LARGE, "The request body is too large", Map.of());
            case 415 ->
                plain(
                        new ProblemType(
                                "unsupported-type", "Unsupported content type", ProblemType.Category.UNSUPPORTED_TYPE),
                        "Send Content-Type: application/json",
                        Map.of());
            default ->
                status < 500
                        ? plain(ProblemType.INVALID, "The request is not valid", Map.of())
                        : plain(
                                new ProblemType("internal", "The server failed", ProblemType.Category.INTERNAL),
                                "An internal error occurred; quote the id " + requestId,
                                Map.of("requestId", requestId));
        };
    }

    private static Failure plain(ProblemType type, String detail, Map<String, Object> details) {
        return new Failure(type, detail, details, MlflowErrorCode.of(type.category()));
    }

    private static ProblemType typeFor(MlflowErrorCode code) {
        return switch (code) {
            case UNAUTHENTICATED -> ProblemType.UNAUTHENTICATED;
            case PERMISSION_DENIED -> ProblemType.FORBIDDEN;
            case RESOURCE_DOES_NOT_EXIST, ENDPOINT_NOT_FOUND -> ProblemType.NOT_FOUND;
            case RESOURCE_CONFLICT, RESOURCE_ALREADY_EXISTS -> ProblemType.CONFLICT;
            case NOT_IMPLEMENTED -> ProblemType.NOT_IMPLEMENTED;
            case TEMPORARILY_UNAVAILABLE -> ProblemType.UNAVAILABLE;
            default -> ProblemType.INVALID;
        };
    }

    /** MLflow has no codes for what HTTP alone knows; its clients go by the status then, and retry a 408. */
    int mlflowStatus() {
        return switch (Objects.requireNonNull(type.category())) {
            case TOO_LARGE, TIMEOUT -> problemStatus();
            default -> mlflowCode.status();
        };
    }

    int problemStatus() {
        return switch (Objects.requireNonNull(type.category())) {
            case INVALID -> 400;
            case UNAUTHENTICATED -> 401;
            case FORBIDDEN -> 403;
            case NOT_FOUND -> 404;
            case METHOD_NOT_ALLOWED -> 405;
            case NOT_ACCEPTABLE -> 406;
            case CONFLICT -> 409;
            case TOO_LARGE -> 413;
            case TIMEOUT -> 408;
            case UNSUPPORTED_TYPE -> 415;
            case UNPROCESSABLE -> 422;
            case TOO_MANY -> 429;
            case INTERNAL -> 500;
            case NOT_IMPLEMENTED -> 501;
            case UNAVAILABLE -> 503;
        };
    }
}
