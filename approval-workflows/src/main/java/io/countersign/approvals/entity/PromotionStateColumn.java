package io.countersign.approvals.entity;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;

/** Stores a state by its wire name. */
@Converter
public class PromotionStateColumn implements AttributeConverter<PromotionState, String> {
    @Override
    public String convertToDatabaseColumn(PromotionState state) {
        return state.wireName();
    }

    @Override
    public PromotionState convertToEntityAttribute(String column) {
        return PromotionState.named(column);
    }
}
