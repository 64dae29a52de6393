package io.countersign.tracking.entity;

import java.util.Locale;

/** MLflow's soft delete. */
public enum Lifecycle {
    ACTIVE,
    DELETED;

    /** As MLflow writes it. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
