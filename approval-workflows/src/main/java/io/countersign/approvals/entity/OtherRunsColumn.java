package io.countersign.approvals.entity;

import jakarta.persistence.Converter;

/** Runs beside the version's own as JSON. */
@Converter
public class OtherRunsColumn extends JsonColumn<OtherRun> {
    public OtherRunsColumn() {
        super(OtherRun.class);
    }
}
