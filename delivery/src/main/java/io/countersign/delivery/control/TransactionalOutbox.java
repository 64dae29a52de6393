package io.countersign.delivery.control;

import io.countersign.platform.id.Ids;
import io.countersign.platform.outbox.Outbox;
import io.countersign.platform.outbox.OutboxMessage;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;

/** Stores messages in the caller's transaction, and wakes the courier once that has committed. */
@ApplicationScoped
public class TransactionalOutbox implements Outbox {
    private static final Object AWAITED = TransactionalOutbox.class;

    @Inject
    DeliveryRuntime delivery;

    @Resource
    TransactionSynchronizationRegistry transactions;

    @Override
    @Transactional(Transactional.TxType.MANDATORY)
    public UUID post(OutboxMessage message) {
        UUID id = Ids.next();
        try (Connection connection = delivery.dataSource().getConnection()) {
            OutboxTable.insert(connection, id, message);
        } catch (SQLException failed) {
            throw new IllegalStateException("The message for " + message.channel() + " cannot be posted", failed);
        }
        wakeAfterCommit();
        return id;
    }

    private void wakeAfterCommit() {
        if (transactions.getResource(AWAITED) == null) {
            transactions.putResource(AWAITED, Boolean.TRUE);
            transactions.registerInterposedSynchronization(new WakeAfterCommit(delivery.courier()));
        }
    }

    private record WakeAfterCommit(Courier courier) implements Synchronization {
        @Override
        public void beforeCompletion() {}

        @Override
        public void afterCompletion(int status) {
            if (status == Status.STATUS_COMMITTED) {
                courier.wake();
            }
        }
    }
}
