package io.countersign.tracking.entity;

/**
 * A logged model that went into a run or came out of it.
 *
 * @param modelId id of the logged model
 * @param use in or out
 * @param step step of the run at which an output was logged; 0 for an input
 */
public record ModelUse(String modelId, Use use, long step) {
    /** Direction. */
    public enum Use {
        INPUT,
        OUTPUT
    }
}
