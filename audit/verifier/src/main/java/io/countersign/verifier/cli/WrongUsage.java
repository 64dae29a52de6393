package io.countersign.verifier.cli;

/** What was given on the command line cannot be used. */
final class WrongUsage extends RuntimeException {
    private static final long serialVersionUID = 1L;

    WrongUsage(String message) {
        super(message);
    }
}
