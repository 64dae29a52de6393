package io.countersign.ear.shell;

/** The identity provider cannot be asked at present. */
public final class IssuerUnavailable extends Exception {
    private static final long serialVersionUID = 1L;

    public IssuerUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
