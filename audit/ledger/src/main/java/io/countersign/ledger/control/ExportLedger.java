package io.countersign.ledger.control;

import io.countersign.audit.AuditEvent;
import io.countersign.audit.AuditLog;
import io.countersign.audit.EntryId;
import io.countersign.audit.Subject;
import io.countersign.platform.actor.Actor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.SQLException;

/** Hands the ledger out. That somebody took it is an entry of its own. */
@ApplicationScoped
public class ExportLedger {
    @Inject
    LedgerRuntime ledger;

    @Inject
    AuditLog auditLog;

    /** Writes the entry that tells of the export, before the first byte goes out. */
    @Transactional
    public EntryId announce(Actor actor) {
        return auditLog.append(
                actor,
                AuditEvent.of(
                                "ledger.exported",
                                new Subject("ledger", ledger.key().name()))
                        .fact("scope", "all")
                        .build());
    }

    /**
     * Writes all that is signed. Outside any transaction.
     *
     * @throws IOException when the receiver goes away, or the database does: the export then lacks its last line
     */
    public void write(OutputStream out) throws IOException {
        try {
            Proofs.Stored checkpoint = new Proofs(ledger.dataSource())
                    .latest()
                    .orElseThrow(() -> new IOException("nothing has been signed yet"));
            new ExportStream(ledger.dataSource(), ledger.key()).write(checkpoint, out);
        } catch (SQLException failed) {
            throw new IOException("the ledger cannot be read", failed);
        }
    }
}
