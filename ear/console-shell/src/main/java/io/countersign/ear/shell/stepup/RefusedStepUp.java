package io.countersign.ear.shell.stepup;

/** A fresh authentication that does not count; {@code outcome} is what the page is told. */
final class RefusedStepUp extends Exception {
    private static final long serialVersionUID = 1L;

    private final String outcome;

    RefusedStepUp(String outcome, String reason) {
        super(reason);
        this.outcome = outcome;
    }

    String outcome() {
        return outcome;
    }
}
