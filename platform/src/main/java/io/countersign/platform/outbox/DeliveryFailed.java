package io.countersign.platform.outbox;

/** A message did not arrive. */
public class DeliveryFailed extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean worthRetrying;

    /**
     * A failure.
     *
     * @param reason for the delivery log: what happened, without secrets
     * @param worthRetrying whether another attempt may succeed
     */
    public DeliveryFailed(String reason, boolean worthRetrying) {
        super(reason);
        this.worthRetrying = worthRetrying;
    }

    public boolean worthRetrying() {
        return worthRetrying;
    }
}
