package io.countersign.platform.web;

import io.countersign.platform.mlflow.MlflowJson;
import io.countersign.platform.problem.ProblemException;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** MLflow reads a GET without a query from a JSON body, if there is one: here it becomes the query. */
@PreMatching
@Priority(Priorities.AUTHENTICATION + 20)
public class QueryFromBody implements ContainerRequestFilter {
    private static final Pattern MLFLOW = Pattern.compile("/?[23]\\.0/mlflow/.*");

    @Override
    public void filter(ContainerRequestContext request) throws IOException {
        URI asked = request.getUriInfo().getRequestUri();
        if (!request.getMethod().equals("GET")
                || asked.getRawQuery() != null
                || request.getLength() <= 0
                || !MLFLOW.matcher(request.getUriInfo().getPath()).matches()) {
            return;
        }
        String query = MlflowJson.fields(request.getEntityStream()).stream()
                .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
        if (!query.isEmpty()) {
            request.setRequestUri(URI.create(asked + "?" + query));
        }
    }

    private static String encoded(String text) {
        if (text.indexOf('\0') >= 0) {
            throw ProblemException.invalid("The body holds a NUL character");
        }
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
