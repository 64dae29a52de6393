package io.countersign.platform.web;

import io.countersign.platform.actor.Actor;
import io.countersign.platform.limits.RefusedCallTally;
import io.countersign.platform.mlflow.MlflowError;
import io.countersign.platform.problem.ProblemType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.ExceptionMapper;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one place where failures get their wire form: MLflow's {@code {error_code, message}} below {@code /2.0} and
 * {@code /3.0}, RFC 9457 problem details elsewhere. A failure of ours says a correlation id and nothing else.
 */
public class FailureMapper implements ExceptionMapper<Throwable> {
    private static final Logger LOG = LoggerFactory.getLogger(FailureMapper.class);
    private static final String PROBLEM_JSON = "application/problem+json";

    /** Detail of a problem: whole seconds after which another try makes sense; also the header of that name. */
    static final String RETRY_AFTER = "retryAfterSeconds";

    /** What is counted and not written one by one; refusals on grounds of governance are entries of the ledger. */
    private static final Set<ProblemType.Category> COUNTED = EnumSet.of(
            ProblemType.Category.INVALID,
            ProblemType.Category.UNAUTHENTICATED,
            ProblemType.Category.METHOD_NOT_ALLOWED,
            ProblemType.Category.NOT_ACCEPTABLE,
            ProblemType.Category.UNSUPPORTED_TYPE,
            ProblemType.Category.TOO_LARGE,
            ProblemType.Category.TIMEOUT,
            ProblemType.Category.TOO_MANY);

    @Context
    HttpServletRequest request;

    @Context
    UriInfo uriInfo;

    @Override
    public Response toResponse(Throwable thrown) {
        String requestId = String.valueOf(request.getAttribute(ActorFilter.REQUEST_ID));
        Failure failure = Failure.of(thrown, requestId);
        String path = "/" + uriInfo.getPath().replaceFirst("^/+", "");
        if (failure.type().category() == ProblemType.Category.INTERNAL) {
            LOG.error("Request {} failed", requestId, LoggedFailure.of(thrown));
        }
        if (failure.type() == Failure.DATABASE_UNREACHABLE) {
            LOG.warn("Request {} failed for want of the database", requestId, LoggedFailure.of(thrown));
        }
        if (failure.type().category() == ProblemType.Category.FORBIDDEN
                && request.getAttribute(ActorFilter.ACTOR) instanceof Actor actor) {
            Beans.of(RefusedCalls.class)
                    .forEach(refused -> refused.record(
                            actor, request.getMethod(), path, failure.type().slug(), failure.detail()));
        }
        if (COUNTED.contains(failure.type().category())) {
            String subject = request.getAttribute(ActorFilter.ACTOR) instanceof Actor actor ? actor.subject() : null;
            Beans.of(RefusedCallTally.class)
                    .get()
                    .count(subject, request.getRemoteAddr(), failure.type().slug());
        }
        return WireForm.isMlflow(path) ? mlflow(failure) : problem(failure, requestId);
    }

    /** Whether the rest of the body is not wanted: then the answer goes out at once and the connection ends. */
    private static boolean cutsOff(Failure failure) {
        ProblemType.Category category = failure.type().category();
        return category == ProblemType.Category.TIMEOUT || category == ProblemType.Category.TOO_LARGE;
    }

    private static Response mlflow(Failure failure) {
        return Response.status(failure.mlflowStatus())
                .header("Retry-After", failure.details().get(RETRY_AFTER))
                .header("Connection", cutsOff(failure) ? "close" : null)
                .type("application/json")
                .entity(new MlflowError(failure.mlflowCode().name(), failure.detail()))
                .build();
    }

    private static Response problem(Failure failure, String requestId) {
        Map<String, Object> body = new LinkedHashMap<>(failure.details());
        body.put("type", "urn:countersign:problem:" + failure.type().slug());
        body.put("title", failure.type().title());
        body.put("status", failure.problemStatus());
        body.put("detail", failure.detail());
        body.put("instance", "urn:uuid:" + requestId);
        return Response.status(failure.problemStatus())
                .header("Retry-After", failure.details().get(RETRY_AFTER))
                .header("Connection", cutsOff(failure) ? "close" : null)
                .type(PROBLEM_JSON)
                .entity(body)
                .build();
    }
}
