package io.countersign.ear.shell.api;

/** What credentials are checked against cannot be had at present, so they can be neither accepted nor refused. */
final class CannotVerify extends Exception {
    private static final long serialVersionUID = 1L;

    CannotVerify(String message, Throwable cause) {
        super(message, cause);
    }
}
