package io.countersign.platform.outbox;

import java.util.UUID;

/** Takes messages in the caller's transaction: they are delivered if it commits, at least once, and never otherwise. */
public interface Outbox {

    /**
     * Posts a message.
     *
     * @return its identity, which the channel sends along so that a receiver can tell a repeated delivery
     * @throws jakarta.transaction.TransactionalException when there is no transaction
     */
    UUID post(OutboxMessage message);
}
