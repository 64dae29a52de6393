package io.countersign.ledger.control;

import io.countersign.verifier.Hash;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * That a newer tree begins with an older one, ready to be serialised.
 *
 * @param from leaves of the older tree
 * @param to leaves of the newer tree
 * @param proof hex of the hashes (RFC 9162, section 2.1.4)
 * @param fromCheckpoint the signed checkpoint of the older tree, null when none of that size was signed
 * @param toCheckpoint the signed checkpoint of the newer tree, null when none of that size was signed
 */
public record TreeConsistency(
        long from,
        long to,
        List<String> proof,
        @Nullable String fromCheckpoint,
        @Nullable String toCheckpoint) {

    static TreeConsistency of(long from, long to, Proofs.Consistency found) {
        return new TreeConsistency(
                from, to, found.proof().stream().map(Hash::hex).toList(), found.from(), found.to());
    }
}
