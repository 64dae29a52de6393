package io.countersign.platform.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.countersign.platform.json.Json;
import io.countersign.platform.mlflow.MlflowJson;
import io.countersign.platform.mlflow.MlflowMessage;
import io.countersign.platform.problem.ProblemException;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyReader;
import jakarta.ws.rs.ext.MessageBodyWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;

/** Reads and writes JSON bodies by the product's two mappers, in place of the server's own JSON provider. */
@Priority(1)
@Consumes({MediaType.APPLICATION_JSON, "application/*+json", "*/*"})
@Produces({MediaType.APPLICATION_JSON, "application/*+json"})
public class JsonBodies implements MessageBodyReader<Object>, MessageBodyWriter<Object> {
    @Override
    public boolean isReadable(Class<?> type, Type generic, Annotation[] annotations, MediaType media) {
        return MlflowMessage.class.isAssignableFrom(type) || (isJson(media) && isOurs(type));
    }

    @Override
    public Object readFrom(
            Class<Object> type,
            Type generic,
            Annotation[] annotations,
            MediaType media,
            MultivaluedMap<String, String> headers,
            InputStream body)
            throws IOException {
        Class<?> raw = type;
        if (MlflowMessage.class.isAssignableFrom(raw)) {
            return MlflowJson.read(body, raw.asSubclass(MlflowMessage.class));
        }
        ObjectMapper mapper = Json.requests();
        try {
            Object value = mapper.readValue(body, mapper.constructType(generic));
            if (value == null) {
                throw ProblemException.invalid("The request body is missing");
            }
            return value;
        } catch (JsonProcessingException malformed) {
            if (malformed.getCause() instanceof ProblemException refusedByRecord) {
                throw refusedByRecord;
            }
            throw ProblemException.invalid(BadBody.describe(malformed));
        }
    }

    @Override
    public boolean isWriteable(Class<?> type, Type generic, Annotation[] annotations, MediaType media) {
        return isJson(media)
                && !InputStream.class.isAssignableFrom(type)
                && type != byte[].class
                && type != String.class
                && !jakarta.ws.rs.core.StreamingOutput.class.isAssignableFrom(type);
    }

    @Override
    public void writeTo(
            Object value,
            Class<?> type,
            Type generic,
            Annotation[] annotations,
            MediaType media,
            MultivaluedMap<String, Object> headers,
            OutputStream out)
            throws IOException {
        byte[] body = value instanceof MlflowMessage
                ? MlflowJson.write(value)
                : Json.mapper().writeValueAsBytes(value);
        // With its length known the answer leaves with its last byte, and the caller does not wait for the request to
        // be tidied up.
        headers.putSingle(HttpHeaders.CONTENT_LENGTH, body.length);
        out.write(body);
        if (headers.containsKey("Connection")) {
            out.flush(); // before the server waits for the rest of a body that nobody wants
        }
    }

    private static boolean isJson(MediaType media) {
        return media.getSubtype().equals("json") || media.getSubtype().endsWith("+json");
    }

    private static boolean isOurs(Class<?> type) {
        return type.getName().startsWith("io.countersign.")
                || java.util.Map.class.isAssignableFrom(type)
                || java.util.List.class.isAssignableFrom(type);
    }
}
