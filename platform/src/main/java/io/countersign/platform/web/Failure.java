package io.countersign.platform.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.countersign.platform.mlflow.MlflowErrorCode;
import io.countersign.platform.mlflow.MlflowException;
import io.countersign.platform.problem.ProblemException;
import io.countersign.platform.problem.ProblemType;
import jakarta.resource.ResourceException;
import jakarta.ws.rs.WebApplicationException;
import java.sql.SQLException;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Any throwable, reduced to what a caller may know.
 *
 * @param type kind of problem
 * @param detail text for the caller
 * @param details extension members for programs
 * @param mlflowCode how the MLflow API names it
 */
record Failure(ProblemType type, String detail, Map<String, Object> details, MlflowErrorCode mlflowCode) {
    static final ProblemType DATABASE_UNREACHABLE =
            new ProblemType("database-unreachable", "The database cannot be reached", ProblemType.Category.UNAVAILABLE);

    /** Lost connections are replaced within a second: configure.cli has them looked at that often. */
    private static final int DATABASE_RETRY_SECONDS = 2;

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
            if (isWithoutDatabase(t) || Stream.of(t.getSuppressed()).anyMatch(Failure::comesOfLostDatabase)) {
                return plain(
                        DATABASE_UNREACHABLE,
                        "The connection to the database was lost or could not be had: try again, and look first whether a"
                                + " change took effect; request " + requestId,
                        Map.of("requestId", requestId, FailureMapper.RETRY_AFTER, DATABASE_RETRY_SECONDS));
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

    /**
     * No connection to be had from the pool, or one that broke: class 08 of SQLSTATE (connection exception), and of class 57
     * (operator intervention) the states by which PostgreSQL ends or refuses sessions when it shuts down, crashes or starts
     * (Appendix A of its manual).
     */
    private static boolean isWithoutDatabase(Throwable thrown) {
        if (thrown instanceof ResourceException) {
            return true;
        }
        String state = thrown instanceof SQLException failed ? failed.getSQLState() : null;
        return state != null && (state.startsWith("08") || state.startsWith("57P"));
    }

    /** The failure of a commit carries its cause as a suppressed one. */
    private static boolean comesOfLostDatabase(Throwable suppressed) {
        return Stream.iterate(suppressed, Objects::nonNull, Throwable::getCause).anyMatch(Failure::isWithoutDatabase);
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
