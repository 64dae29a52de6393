package io.countersign.platform.outbox;

import java.util.UUID;

/**
 * Delivers the messages of one channel: a CDI bean ({@code @ApplicationScoped}) in a module's EJB jar. Called outside any
 * transaction, by several threads at a time, without a request and so without a current actor.
 */
public interface OutboxChannel {

    /** The name that messages give in {@link OutboxMessage#channel}. */
    String name();

    /**
     * Delivers one message, within a time that the channel bounds itself: less than two minutes, because then the message
     * is given to somebody else. Any other exception than {@link DeliveryFailed} is logged and counts as worth retrying.
     *
     * @param id identity of the message, the same at each attempt
     * @param attempt 1 for the first
     * @throws DeliveryFailed when it did not arrive; says whether another attempt can help
     */
    void deliver(UUID id, OutboxMessage message, int attempt) throws DeliveryFailed;
}
