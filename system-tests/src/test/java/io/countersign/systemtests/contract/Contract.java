package io.countersign.systemtests.contract;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * {@code docs/api/openapi.yaml} as a judge of answers: the path and method are described, a success has a described status
 * and media type, JSON fits its schema and has no member that the description does not know, and every refusal is a problem.
 */
public final class Contract {
    private static final String PROBLEM = "application/problem+json";
    private static final List<String> MOUNTS = List.of("/api/v1/", "/ajax-api/v1/");

    private final Description description;

    Contract(Description description) {
        this.description = description;
    }

    /** The one of this checkout. */
    public static Contract published() {
        return Published.INSTANCE;
    }

    /**
     * Judges one answer; those of other APIs (MLflow's, the pages) pass unseen.
     *
     * @throws AssertionError when the answer is not as described
     */
    public void check(String method, URI address, int status, String contentType, byte[] body) {
        String path = address.getRawPath();
        boolean ofHttpItself = method.equals("OPTIONS");
        if (ofHttpItself || MOUNTS.stream().noneMatch(path::startsWith)) {
            return;
        }
        String described = path.substring(path.indexOf("/v1/"));
        String mediaType = contentType.replaceFirst(";.*", "").strip();
        String answer = method + " " + described + " answered " + status + " " + mediaType;
        if (status >= 400) {
            problem(answer, status, described, method, mediaType, body);
        } else {
            success(answer, status, described, method, mediaType, body);
        }
    }

    private void success(String answer, int status, String path, String method, String mediaType, byte[] body) {
        Description.Operation operation = description
                .operation(method, path)
                .orElseThrow(() -> new AssertionError(answer + ", and the OpenAPI file does not describe that call"));
        Description.Response response = operation
                .response(status)
                .orElseThrow(() -> new AssertionError(answer + ": that status is not described"));
        if (body.length == 0 && response.mediaTypes().isEmpty()) {
            return;
        }
        if (!response.mediaTypes().contains(mediaType)) {
            throw new AssertionError(answer + ": described are " + response.mediaTypes());
        }
        if (mediaType.equals("application/json") || mediaType.endsWith("+json")) {
            requireNone(answer, body, response.validate(mediaType, text(body)));
        }
    }

    /** A refusal that the description does not name still has the one form that all refusals have. */
    private void problem(String answer, int status, String path, String method, String mediaType, byte[] body) {
        if (body.length == 0 && method.equals("HEAD")) {
            return;
        }
        if (!mediaType.equals(PROBLEM)) {
            throw new AssertionError(answer + " instead of " + PROBLEM + ": " + text(body));
        }
        requireNone(
                answer,
                body,
                description
                        .operation(method, path)
                        .flatMap(operation -> operation.response(status))
                        .filter(response -> response.mediaTypes().contains(PROBLEM))
                        .map(response -> response.validate(PROBLEM, text(body)))
                        .orElseGet(() -> description.problem().validate(text(body), InputFormat.JSON)));
    }

    private static void requireNone(String answer, byte[] body, List<Error> errors) {
        if (!errors.isEmpty()) {
            throw new AssertionError(answer + ", which is not as the OpenAPI file describes it:\n"
                    + errors.stream().map(Error::toString).distinct().collect(Collectors.joining("\n")) + "\n"
                    + text(body));
        }
    }

    private static String text(byte[] body) {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** Read when the first answer comes. */
    private static final class Published {
        private static final Contract INSTANCE = new Contract(Description.read(
                Path.of(System.getProperty("countersign.checkout", "..")).resolve("docs/api/openapi.yaml")));
    }
}
