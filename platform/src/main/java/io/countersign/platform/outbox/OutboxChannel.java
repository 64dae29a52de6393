package io.countersign.platform.outbox;

import java.util.UUID;

/** Delivers the messages of one channel. Found by CDI in every module; called outside any transaction. */
public interface OutboxChannel {

    /** The name that messages give in {@link OutboxMessage#channel}. */
    String name();

    /**
     * Delivers one message, within the time that the channel bounds itself.
     *
     * @param id identity of the message, the same at each attempt
     * @param attempt 1 for the first
     * @throws DeliveryFailed when it did not arrive; says whether another attempt can help
     */
    void deliver(UUID id, OutboxMessage message, int attempt) throws DeliveryFailed;
}
