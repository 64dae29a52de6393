package io.countersign.platform.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import java.time.temporal.Temporal;
import java.util.Arrays;
import java.util.UUID;
import java.util.stream.Collectors;

/** What is wrong with a JSON body, in the caller's terms: members and values, never the types that they are read into. */
final class BadBody {
    private BadBody() {}

    static String describe(JsonProcessingException malformed) {
        return "The request body is not valid: " + complaint(malformed);
    }

    private static String complaint(JsonProcessingException malformed) {
        if (!(malformed instanceof JsonMappingException mapping)) {
            return malformed.getOriginalMessage();
        }
        String path = path(mapping);
        if (path.isEmpty()) {
            return "it has not the shape that this endpoint takes";
        }
        if (mapping instanceof UnrecognizedPropertyException) {
            return "this endpoint knows no member '" + path + "'";
        }
        if (mapping instanceof InvalidFormatException format) {
            return "the member '" + path + "' takes " + kind(format.getTargetType());
        }
        return "the member '" + path + "' is missing or not of the type that this endpoint takes";
    }

    private static String path(JsonMappingException mapping) {
        return mapping.getPath().stream()
                .map(step -> step.getFieldName() == null ? Integer.toString(step.getIndex()) : step.getFieldName())
                .collect(Collectors.joining("."));
    }

    private static String kind(Class<?> type) {
        if (type.isEnum()) {
            return "one of "
                    + Arrays.stream(type.getEnumConstants())
                            .map(Object::toString)
                            .collect(Collectors.joining(", "));
        }
        if (Temporal.class.isAssignableFrom(type)) {
            return "a date or time as RFC 3339 writes it, such as 2026-01-31T12:00:00Z";
        }
        if (type == UUID.class) {
            return "a UUID";
        }
        return "another kind of value";
    }
}
