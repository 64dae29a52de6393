package io.countersign.platform.web;

import io.countersign.platform.actor.Actor;
import io.countersign.platform.mlflow.MlflowError;
import io.countersign.platform.problem.ProblemType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.ExceptionMapper;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one place where failures get their wire form: MLflow's {@code {error_code, message}} below {@code /2.0} and
 * {@code /3.0}, RFC 9457 problem details elsewhere. A failure of ours says a correlation id and nothing else.
 */
public class FailureMapper implements ExceptionMapper<Throwable> {
    private static final Logger LOG = LoggerFactory.getLogger(FailureMapper.class);
    private static final String PROBLEM_JSON = "application/problem+json";

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
            LOG.error("Request {} failed", requestId, thrown);
        }
        if (failure.type().category() == ProblemType.Category.FORBIDDEN
                && request.getAttribute(ActorFilter.ACTOR) instanceof Actor actor) {
            Beans.of(RefusedCalls.class)
                    .forEach(refused -> refused.record(
                            actor, request.getMethod(), path, failure.type().slug(), failure.detail()));
        }
        return WireForm.isMlflow(path) ? mlflow(failure) : problem(failure, requestId);
    }

    private static Response mlflow(Failure failure) {
        return Response.status(failure.mlflowCode().status())
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
                .type(PROBLEM_JSON)
                .entity(body)
                .build();
    }
}
