package io.countersign.ledger.control;

import io.countersign.audit.EntryId;
import io.countersign.platform.problem.ProblemException;
import io.countersign.verifier.TilePath;
import io.countersign.verifier.TlogProof;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
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

    /** The latest signed checkpoint in C2SP form, with the cosignatures it has; empty before the first entry was sequenced. */
    public Optional<String> checkpoint() {
        return read(() -> cosigned(proofs().latest()));
    }

    /** The latest checkpoint that every configured witness cosigned; empty when there is none. */
    public Optional<String> cosignedCheckpoint() {
        int witnesses = Math.max(1, ledger.witnesses());
        return read(() -> cosigned(proofs().cosigned(witnesses)));
    }

    private Optional<String> cosigned(Optional<Proofs.Stored> checkpoint) throws SQLException {
        return checkpoint.isEmpty()
                ? Optional.empty()
                : Optional.of(new Cosignatures(ledger.dataSource()).on(checkpoint.get()));
    }

    /** Bytes of a tile of the signed tree, or of a bundle of its entries; empty when the tree does not have all of it. */
    public Optional<byte[]> tile(TilePath tile) {
        return read(() -> new Tiles(ledger.dataSource()).read(tile));
    }

    /**
     * Proof that the tree of {@code to} leaves begins with the one of {@code from}.
     *
     * @param to null for the latest signed tree
     * @throws ProblemException (invalid) when the tree was never signed so far, or the sizes are in the wrong order
     */
    public TreeConsistency consistency(long from, @Nullable Long to) {
        return read(() -> {
            long signed = proofs().latest().map(Proofs.Stored::treeSize).orElse(0L);
            long until = to == null ? signed : to;
            if (from < 0 || from > until || until > signed) {
                throw ProblemException.invalid(
                        "from and to are sizes of trees, the second not smaller and at most " + signed);
            }
            return TreeConsistency.of(from, until, proofs().consistency(from, until));
        });
    }

    /** The proof of one entry, with the entry, in the form c2sp.org/tlog-proof@v1; empty while it has no leaf. */
    public Optional<String> tlogProof(StoredEntry entry) {
        return read(() -> proofs().of(entry.id()).map(proof -> TlogProof.of(
                        entry.canonical().getBytes(StandardCharsets.UTF_8),
                        proof.leafIndex(),
                        proof.path(),
                        proof.checkpoint())
                .text()));
    }

    /** Statements by which the log went over to other keys, oldest first. */
    public List<String> rotations() {
        return read(() -> new KeyRotations(ledger.dataSource()).statements());
    }

    private Proofs proofs() {
        return new Proofs(ledger.dataSource());
    }

    private static <T> T read(Read<T> read) {
        try {
            return read.from();
        } catch (SQLException failed) {
            throw new IllegalStateException("The ledger cannot be read", failed);
        }
    }
}
