package io.countersign.approvals.entity;

import jakarta.persistence.Converter;

/** Waivers asked for as JSON. */
@Converter
public class AskedWaiversColumn extends JsonColumn<AskedWaiver> {
    public AskedWaiversColumn() {
        super(AskedWaiver.class);
    }
}
