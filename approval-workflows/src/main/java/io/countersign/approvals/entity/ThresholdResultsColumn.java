package io.countersign.approvals.entity;

import io.countersign.approvals.policy.ThresholdResult;
import jakarta.persistence.Converter;

/** Threshold results as JSON. */
@Converter
public class ThresholdResultsColumn extends JsonColumn<ThresholdResult> {
    public ThresholdResultsColumn() {
        super(ThresholdResult.class);
    }
}
