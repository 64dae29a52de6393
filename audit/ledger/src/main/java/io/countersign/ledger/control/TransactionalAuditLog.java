package io.countersign.ledger.control;

import io.countersign.audit.AuditEvent;
import io.countersign.audit.AuditLog;
import io.countersign.audit.EntryId;
import io.countersign.platform.actor.Actor;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionRequiredException;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.TransactionalException;
import java.sql.Connection;
import java.sql.SQLException;

/** Appends in the caller's transaction, and wakes the sequencer once that has committed. */
@ApplicationScoped
public class TransactionalAuditLog implements AuditLog {
    private static final Object AWAITED = TransactionalAuditLog.class;

    private final EntryWriter writer = new EntryWriter();

    @Inject
    LedgerRuntime ledger;

    @Resource
    TransactionSynchronizationRegistry transactions;

    /** As a mandatory transaction has it, without the interceptor: every act of every module passes here. */
    @Override
    public EntryId append(Actor actor, AuditEvent event) {
        if (transactions.getTransactionStatus() == Status.STATUS_NO_TRANSACTION) {
            throw new TransactionalException(
                    "The entry " + event.action() + " belongs into the transaction of its act, and there is none",
                    new TransactionRequiredException());
        }
        try {
            EntryId entry = write(actor, event);
            wakeAfterCommit();
            return entry;
        } catch (RuntimeException | Error failed) {
            transactions.setRollbackOnly();
            throw failed;
        }
    }

    private EntryId write(Actor actor, AuditEvent event) {
        try (Connection connection = ledger.dataSource().getConnection()) {
            return writer.append(connection, actor, event);
        } catch (SQLException failed) {
            throw new IllegalStateException("The entry " + event.action() + " cannot be written", failed);
        }
    }

    private void wakeAfterCommit() {
        if (transactions.getResource(AWAITED) == null) {
            transactions.putResource(AWAITED, Boolean.TRUE);
            transactions.registerInterposedSynchronization(new WakeAfterCommit(ledger.loop()));
        }
    }

    private record WakeAfterCommit(SequencerLoop loop) implements Synchronization {
        @Override
        public void beforeCompletion() {}

        @Override
        public void afterCompletion(int status) {
            if (status == Status.STATUS_COMMITTED) {
                loop.wake();
            }
        }
    }
}
