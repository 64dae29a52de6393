package io.countersign.ledger.control;

import io.countersign.audit.EntryId;
import io.countersign.audit.Subject;
import io.countersign.verifier.Hash;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An entry as it is stored.
 *
 * @param actor pseudonymous subject of the actor
 * @param canonical the exact text that is hashed
 * @param disclosures texts beside the entry that are not erased
 * @param leafIndex null until the entry is sequenced
 * @param leafHash null until the entry is sequenced
 */
public record StoredEntry(
        EntryId id,
        Instant at,
        String action,
        Subject subject,
        String actor,
        String canonical,
        Map<String, String> disclosures,
        @Nullable Long leafIndex,
        @Nullable Hash leafHash) {
    public StoredEntry {
        disclosures = Map.copyOf(disclosures);
    }

    /** The actor's printed name; null once erased. */
    public @Nullable String actorName() {
        return disclosures.get(Actors.PREFIX + "name");
    }
}
