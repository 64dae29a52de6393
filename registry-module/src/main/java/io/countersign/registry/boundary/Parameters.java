package io.countersign.registry.boundary;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.countersign.platform.mlflow.MlflowException;
import io.countersign.platform.mlflow.MlflowJson;
import io.countersign.platform.mlflow.MlflowMessage;
import jakarta.ws.rs.core.UriInfo;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * Parameters of a DELETE: MLflow's clients send them in the body, Databricks' in the query. Both are understood; what is
 * said twice must agree.
 */
public final class Parameters {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Parameters() {}

    /** @throws MlflowException (invalid parameter) when body and query disagree */
    public static <T extends MlflowMessage> T of(UriInfo uri, @Nullable T body, Class<T> type) {
        if (body == null) {
            return MlflowJson.read(uri.getQueryParameters(), type);
        }
        if (uri.getQueryParameters().isEmpty()) {
            return body;
        }
        try {
            ObjectNode merged = object(MlflowJson.write(MlflowJson.read(uri.getQueryParameters(), type)));
            object(MlflowJson.write(body)).properties().forEach(field -> {
                JsonNode asked = merged.get(field.getKey());
                if (asked != null && !asked.equals(field.getValue())) {
                    throw MlflowException.invalid(
                            "Parameter '" + field.getKey() + "' differs between the query and the body");
                }
                merged.set(field.getKey(), field.getValue());
            });
            return MlflowJson.read(new ByteArrayInputStream(JSON.writeValueAsBytes(merged)), type);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static ObjectNode object(byte[] json) throws IOException {
        return JSON.readTree(json) instanceof ObjectNode node ? node : JSON.createObjectNode();
    }
}
