package io.countersign.ledger.control;

import io.countersign.audit.AuditEvent;
import io.countersign.audit.AuditLog;
import io.countersign.audit.EntryId;
import io.countersign.audit.Subject;
import io.countersign.platform.actor.Actor;
import io.countersign.platform.problem.ProblemException;
import io.countersign.platform.problem.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;

/** Hands the ledger out. That somebody took it is an entry of its own. */
@ApplicationScoped
public class ExportLedger {
    @Inject
    LedgerRuntime ledger;

    @Inject
    AuditLog auditLog;

    /** Writes the entry that tells of the export, before the first byte goes out. */
    @Transactional
    public EntryId announce(Actor actor, ExportQuery query) {
        AuditEvent.Builder event = AuditEvent.of(
                        "ledger.exported", new Subject("ledger", ledger.key().name()))
                .fact("scope", query.filter().isEmpty() ? "all" : "filtered")
                .fact("form", "proofs");
        Map<String, String> wishes = query.wishes();
        return auditLog.append(actor, (wishes.isEmpty() ? event : event.fact("asked", wishes)).build());
    }

    /**
     * The checkpoint that the export stands under.
     *
     * @throws ProblemException (unavailable) before anything was signed, (not found) when no tree of the wished size was
     */
    @Transactional(Transactional.TxType.NOT_SUPPORTED)
    public Standing standing(ExportQuery query) {
        Long size = query.treeSize();
        Proofs proofs = new Proofs(ledger.dataSource());
        try {
            Optional<Proofs.Stored> found = size == null ? proofs.latest() : proofs.at(size);
            return new Standing(found.orElseThrow(() -> size == null
                    ? new ProblemException(ProblemType.UNAVAILABLE, "Nothing has been signed yet")
                    : ProblemException.notFound("No tree of " + size + " leaves was signed")));
        } catch (SQLException failed) {
            throw new IllegalStateException("The ledger cannot be read", failed);
        }
    }

    /** A checkpoint for an export. */
    public static final class Standing {
        private final Proofs.Stored checkpoint;

        private Standing(Proofs.Stored checkpoint) {
            this.checkpoint = checkpoint;
        }

        public long treeSize() {
            return checkpoint.treeSize();
        }
    }

    /**
     * Writes what was asked for. Outside any transaction.
     *
     * @throws IOException when the receiver goes away, or the database does: the export then lacks its last line
     */
    public void write(Standing standing, ExportQuery query, OutputStream out) throws IOException {
        try {
            new ExportStream(ledger.dataSource(), ledger.key()).write(standing.checkpoint, query, out);
        } catch (SQLException failed) {
            throw new IOException("the ledger cannot be read", failed);
        }
    }
}
