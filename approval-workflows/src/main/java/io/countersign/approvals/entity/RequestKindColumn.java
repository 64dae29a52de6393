package io.countersign.approvals.entity;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;

/** Stores a kind by its wire name. */
@Converter
public class RequestKindColumn implements AttributeConverter<RequestKind, String> {
    @Override
    public String convertToDatabaseColumn(RequestKind kind) {
        return kind.wireName();
    }

    @Override
    public RequestKind convertToEntityAttribute(String column) {
        return RequestKind.named(column);
    }
}
