package io.countersign.registry.inventory;

import io.countersign.registry.Obstacle;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The inventory as the own API shows it. */
final class InventoryView {
    private InventoryView() {}

    record Tier(int value, String source, String table) {}

    /** @param revision 0 while nobody has written an entry */
    record Entry(
            String model,
            int revision,
            InventoryFields fields,
            Tier tier,
            List<Obstacle> missing,
            @Nullable String digest,
            @Nullable Instant updatedAt,
            @Nullable Holder updatedBy,
            @Nullable String ledgerEntry) {

        static Entry of(Inventory.Standing standing) {
            InventoryEntry entry = standing.entry();
            return new Entry(
                    standing.model(),
                    entry == null ? 0 : entry.revision(),
                    entry == null ? InventoryFields.EMPTY : entry.fields(),
                    new Tier(standing.tier(), standing.tierSource(), entry == null ? "" : entry.tierTable()),
                    standing.missing(),
                    entry == null ? null : entry.sha256(),
                    entry == null ? null : entry.at(),
                    entry == null ? null : entry.by(),
                    entry == null ? null : entry.entry().toString());
        }
    }

    record Revision(
            int revision,
            InventoryFields fields,
            @Nullable Integer scoredTier,
            String digest,
            Instant updatedAt,
            Holder updatedBy,
            String ledgerEntry) {
        static Revision of(InventoryEntry entry) {
            return new Revision(
                    entry.revision(),
                    entry.fields(),
                    entry.scoredTier(),
                    entry.sha256(),
                    entry.at(),
                    entry.by(),
                    entry.entry().toString());
        }
    }

    /** @param basedOn revision that the writer saw, 0 for none; absent to write whatever is there */
    record Write(InventoryFields fields, @Nullable Integer basedOn) {
        Write {
            if (fields == null) {
                throw io.countersign.platform.problem.ProblemException.invalid("fields is missing");
            }
        }
    }

    record AskOverride(int tier, @Nullable String reason) {}

    record Decide(boolean approved, @Nullable String comment) {}

    record Document(
            String id,
            String model,
            @Nullable Integer version,
            String section,
            String title,
            int revision,
            String kind,
            String mediaType,
            long sizeBytes,
            String sha256,
            Instant at,
            Holder by,
            String ledgerEntry) {
        static Document of(Documents.Document document) {
            return new Document(
                    document.id().toString(),
                    document.model(),
                    document.version(),
                    document.section(),
                    document.title(),
                    document.revision(),
                    document.form() ? "form" : "document",
                    document.mediaType(),
                    document.sizeBytes(),
                    document.sha256(),
                    document.at(),
                    document.by(),
                    document.entry().toString());
        }
    }

    record Form(String section, List<String> questions, Map<String, String> answers) {}

    record Answers(Map<String, String> answers) {
        Answers {
            answers = answers == null ? Map.of() : answers;
        }
    }

    record ImportItem(String model, InventoryFields fields) {}

    record ImportList(List<ImportItem> items) {
        ImportList {
            items = items == null ? List.of() : items;
        }
    }
}
