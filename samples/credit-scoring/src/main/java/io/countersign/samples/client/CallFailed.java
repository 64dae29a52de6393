package io.countersign.samples.client;

/** A server did not do what was asked; the message is for people and holds the server's own words. */
public final class CallFailed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;

    /**
     * @param status the HTTP status, or 0 if there was no answer
     */
    public CallFailed(int status, String message) {
        super(message);
        this.status = status;
    }

    public CallFailed(String message, Throwable cause) {
        super(message, cause);
        this.status = 0;
    }

    public int status() {
        return status;
    }
}
