package io.countersign.ear.shell.api;

/** Credentials that are not valid; the message says why in words that may be told to the caller. */
final class RefusedCredentials extends Exception {
    private static final long serialVersionUID = 1L;

    RefusedCredentials(String reason) {
        super(reason);
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
