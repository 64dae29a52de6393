package io.countersign.ear.shell;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.countersign.platform.id.Ids;
import io.countersign.platform.json.Json;
import io.countersign.platform.mlflow.MlflowErrorCode;
import io.countersign.platform.problem.ProblemType;
import io.countersign.platform.web.WireForm;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Errors that a shell answers by itself, before or beside JAX-RS, in the form that the path's API promises. */
public final class ErrorAnswer {
    private ErrorAnswer() {}

    /** An error in its wire form. */
    record Written(String requestId, String contentType, byte[] body) {}

    /**
     * Writes the error and its status.
     *
     * @param path path below the API mount ({@code /2.0/mlflow/…}) or below the context
     */
    public static void write(HttpServletResponse response, String path, int status, ProblemType type, String detail)
            throws IOException {
        Written answer = of(path, status, type, detail);
        response.setStatus(status);
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Request-Id", answer.requestId());
        response.setContentType(answer.contentType());
        response.getOutputStream().write(answer.body());
    }

    static Written of(String path, int status, ProblemType type, String detail) {
        boolean mlflow = WireForm.isMlflow(path);
        String requestId = Ids.next().toString();
        Map<String, Object> body = new LinkedHashMap<>();
        if (mlflow) {
            // What a shell does not find by itself is never an object of ours.
            body.put(
                    "error_code",
                    (status == 404 ? MlflowErrorCode.ENDPOINT_NOT_FOUND : MlflowErrorCode.of(type.category())).name());
            body.put("message", detail);
        } else {
            body.put("type", "urn:countersign:problem:" + type.slug());
            body.put("title", type.title());
            body.put("status", status);
            body.put("detail", detail);
            body.put("instance", "urn:uuid:" + requestId);
        }
        try {
            return new Written(
                    requestId,
                    mlflow ? "application/json" : "application/problem+json",
                    Json.mapper().writeValueAsBytes(body));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
