package io.countersign.registry.inventory;

import io.countersign.audit.EntryId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A revision of a model's inventory entry.
 *
 * @param revision 1 for the first; 0 while there is none
 * @param sha256 lower-case hex of the SHA-256 over the fields as canonical JSON (RFC 8785)
 * @param scoredTier what the decision table made of the scores, null without scores
 * @param tierTable the table, empty without scores
 */
public record InventoryEntry(
        String model,
        int revision,
        InventoryFields fields,
        String sha256,
        @Nullable Integer scoredTier,
        String tierTable,
        Instant at,
        Holder by,
        EntryId entry) {}
