package io.countersign.ledger.boundary;

import io.countersign.audit.Subject;
import io.countersign.ledger.control.StoredEntry;
import io.countersign.verifier.Hash;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An entry on the wire. */
record EntryView(
        String entryId,
        @Nullable Long leafIndex,
        @Nullable String leafHash,
        Instant at,
        String action,
        Subject subject,
        ActorView actor,
        String canonical,
        Map<String, String> disclosures) {

    /**
     * Who acted.
     *
     * @param name printed name, null once erased
     */
    record ActorView(String subject, @Nullable String name) {}

    static EntryView from(StoredEntry entry) {
        Hash leafHash = entry.leafHash();
        return new EntryView(
                entry.id().toString(),
                entry.leafIndex(),
                leafHash == null ? null : leafHash.hex(),
                entry.at(),
                entry.action(),
                entry.subject(),
                new ActorView(entry.actor(), entry.actorName()),
                entry.canonical(),
                entry.disclosures());
    }
}
