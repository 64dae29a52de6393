package io.countersign.ledger.control;

import io.countersign.audit.EntryId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What can be read of the ledger. */
@ApplicationScoped
public class LedgerReads {
    @Inject
    LedgerRuntime ledger;

    /** A read of the database. */
    @FunctionalInterface
    private interface Read<T> {
        T from() throws SQLException;
    }

    public Optional<StoredEntry> find(EntryId entry) {
        return read(() -> new StoredEntries(ledger.dataSource()).find(entry));
    }

    /**
     * Newest first.
     *
     * @param before the entry after which the page begins, null for the first page
     */
    public List<StoredEntry> newest(EntryFilter filter, @Nullable EntryId before, int most) {
        return read(() -> new StoredEntries(ledger.dataSource()).newest(filter, before, most));
    }

    /** The latest signed checkpoint in C2SP form; empty before the first entry was sequenced. */
    public Optional<String> checkpoint() {
        return read(() -> new Proofs(ledger.dataSource()).latest().map(Proofs.Stored::note));
    }

    private static <T> T read(Read<T> read) {
        try {
            return read.from();
        } catch (SQLException failed) {
            throw new IllegalStateException("The ledger cannot be read", failed);
        }
    }
}
