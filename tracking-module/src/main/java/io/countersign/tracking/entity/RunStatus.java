package io.countersign.tracking.entity;

/** Status of a run. The order is that of MLflow's numbers, which begin at 1 (MLflow {@code RunStatus}). */
public enum RunStatus {
    RUNNING,
    SCHEDULED,
    FINISHED,
    FAILED,
    KILLED;

    /** Whether the run has ended, and so is sealed. */
    public boolean isTerminal() {
        return this == FINISHED || this == FAILED || this == KILLED;
    }
}
