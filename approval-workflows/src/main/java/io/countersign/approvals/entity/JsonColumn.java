package io.countersign.approvals.entity;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JavaType;
import io.countersign.platform.json.Json;
import jakarta.persistence.AttributeConverter;
import java.util.List;

/** A list of immutable facts as JSON. The product's own mapper, so that the stored form does not depend on the server's. */
abstract class JsonColumn<T> implements AttributeConverter<List<T>, String> {
    private final JavaType type;

    JsonColumn(Class<T> element) {
        this.type = Json.mapper().getTypeFactory().constructCollectionType(List.class, element);
    }

    @Override
    public String convertToDatabaseColumn(List<T> facts) {
        try {
            return Json.mapper().writeValueAsString(facts);
        } catch (JsonProcessingException impossible) {
            throw new IllegalArgumentException("not to be written as JSON: " + facts, impossible);
        }
    }

    @Override
    public List<T> convertToEntityAttribute(String column) {
        try {
            return List.copyOf(Json.mapper().<List<T>>readValue(column, type));
        } catch (JsonProcessingException spoilt) {
            throw new IllegalStateException("the stored " + type + " cannot be read", spoilt);
        }
    }
}
