package io.countersign.ledger.control;

import io.countersign.audit.EntryId;
import io.countersign.audit.Inclusion;
import io.countersign.audit.Inclusions;
import io.countersign.verifier.Hash;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Waits for the sequencer, this node's or another's, and hands out the proof. */
@ApplicationScoped
public class LedgerInclusions implements Inclusions {
    private static final Duration LOOK_AGAIN = Duration.ofMillis(40);

    @Inject
    LedgerRuntime ledger;

    @Override
    @Transactional(Transactional.TxType.NOT_SUPPORTED)
    public Inclusion await(EntryId entry, Duration atMost) {
        Proofs proofs = new Proofs(ledger.dataSource());
        long deadline = System.nanoTime() + atMost.toNanos();
        try {
            Optional<Proofs.Proof> proof = proofs.of(entry);
            while (proof.isEmpty() && System.nanoTime() < deadline) {
                ledger.progress().awaitGrowth(LOOK_AGAIN);
                proof = proofs.of(entry);
            }
            return proof.map(found -> included(entry, found)).orElseGet(() -> pending(entry));
        } catch (InterruptedException shutdown) {
            Thread.currentThread().interrupt();
            return pending(entry);
        } catch (SQLException failed) {
            throw new IllegalStateException("The inclusion of " + entry + " cannot be read", failed);
        }
    }

    private static Inclusion included(EntryId entry, Proofs.Proof proof) {
        return new Inclusion(
                entry.toString(),
                "included",
                proof.leafIndex(),
                proof.treeSize(),
                proof.leafHash().hex(),
                proof.path().stream().map(Hash::hex).toList(),
                proof.checkpoint(),
                url(entry));
    }

    private static Inclusion pending(EntryId entry) {
        return new Inclusion(entry.toString(), "pending", null, null, null, List.of(), null, url(entry));
    }

    private static String url(EntryId entry) {
        return "/v1/ledger/entries/" + entry + "/inclusion";
    }
}
