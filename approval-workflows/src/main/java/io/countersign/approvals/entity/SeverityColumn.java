package io.countersign.approvals.entity;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;

/** Stores a severity by its wire name. */
@Converter
public class SeverityColumn implements AttributeConverter<Severity, String> {
    @Override
    public String convertToDatabaseColumn(Severity severity) {
        return severity.wireName();
    }

    @Override
    public Severity convertToEntityAttribute(String column) {
        return Severity.named(column);
    }
}
