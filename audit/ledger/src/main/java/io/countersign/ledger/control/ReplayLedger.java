package io.countersign.ledger.control;

import io.countersign.ledger.replay.Replay;
import io.countersign.ledger.replay.ReplayReport;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.SQLException;

/** Compares the live tables with the ledger, for the server's callers. */
@ApplicationScoped
public class ReplayLedger {
    @Inject
    LedgerRuntime ledger;

    @Transactional(Transactional.TxType.NOT_SUPPORTED)
    public ReplayReport check() {
        try (Connection connection = ledger.dataSource().getConnection()) {
            return Replay.check(connection);
        } catch (SQLException failed) {
            throw new IllegalStateException("The ledger cannot be replayed", failed);
        }
    }
}
