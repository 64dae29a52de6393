package io.countersign.tracking.entity;

/** Status of a logged model. The order is that of MLflow's numbers, which begin at 1 (MLflow {@code LoggedModelStatus}). */
public enum ModelStatus {
    PENDING("LOGGED_MODEL_PENDING"),
    READY("LOGGED_MODEL_READY"),
    FAILED("LOGGED_MODEL_UPLOAD_FAILED");

    private final String wireName;

    ModelStatus(String wireName) {
        this.wireName = wireName;
    }

    /** As MLflow writes it. */
    public String wireName() {
        return wireName;
    }

    /** Whether all its files are there, or never will be. */
    public boolean isFinal() {
        return this != PENDING;
    }
}
