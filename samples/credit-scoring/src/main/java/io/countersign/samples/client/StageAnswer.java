package io.countersign.samples.client;

/**
 * What the server answered when a stage was asked for.
 *
 * @param outcome what became of it
 * @param message the server's words, without the prefix that names the outcome
 */
public record StageAnswer(Outcome outcome, String message) {

    /** What became of a wish for a stage. */
    public enum Outcome {
        /** The version is in the stage. */
        APPLIED,
        /** The normal course in a guarded stage: a request was opened and waits for sign-offs. */
        PENDING,
        /** The evidence does not meet the policy. */
        REFUSED
    }
}
