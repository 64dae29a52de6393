package io.countersign.ear.shell.api;

/** The identity provider's keys cannot be had at present, so a token can be neither accepted nor refused. */
final class IssuerUnavailable extends Exception {
    private static final long serialVersionUID = 1L;

    IssuerUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
