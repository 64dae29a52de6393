package io.countersign.registry.inventory;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.countersign.audit.EntryId;
import io.countersign.platform.json.Json;
import io.countersign.registry.control.RegistryDatabase;
import io.countersign.registry.control.VisibleModels;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Inventory entries as rows. Joins the caller's transaction. */
@Dependent
class InventoryStore {
    private static final String SELECT =
            "SELECT m.name, i.revision, i.content, i.sha256, i.tier, i.tier_table, i.at, i.by_subject, i.by_name, i.entry_id"
                    + " FROM registry.inventory_entry i JOIN registry.registered_model m ON m.id = i.model_id"
                    + " WHERE m.deleted_at IS NULL";
    private static final String NEWEST = " AND i.revision = (SELECT max(n.revision) FROM registry.inventory_entry n"
            + " WHERE n.model_id = i.model_id)";

    private final RegistryDatabase database;

    @Inject
    InventoryStore(RegistryDatabase database) {
        this.database = database;
    }

    Optional<InventoryEntry> current(String model) {
        return database.first(SELECT + NEWEST + " AND m.name = ?", InventoryStore::read, model);
    }

    /** As it stood then. */
    Optional<InventoryEntry> at(String model, Instant moment) {
        return database.first(
                SELECT + " AND m.name = ? AND i.at <= ? ORDER BY i.revision DESC LIMIT 1",
                InventoryStore::read,
                model,
                moment);
    }

    /** Newest first. */
    List<InventoryEntry> history(String model) {
        return database.list(SELECT + " AND m.name = ? ORDER BY i.revision DESC", InventoryStore::read, model);
    }

    /** Current entries of the models that may be seen, by name. */
    List<InventoryEntry> all(VisibleModels visible, long offset, int most) {
        List<Object> arguments = new ArrayList<>(visible.arguments());
        arguments.add(most);
        arguments.add(offset);
        return database.list(
                SELECT + NEWEST + visible.sql() + " ORDER BY m.name LIMIT ? OFFSET ?",
                InventoryStore::read,
                arguments.toArray());
    }

    /** Current entries that name this person as one of the holders. */
    List<InventoryEntry> heldBy(String subject) {
        return database.list(
                SELECT + NEWEST + " AND strpos(i.content, ?) > 0 ORDER BY m.name", InventoryStore::read, subject);
    }

    void add(UUID model, InventoryEntry entry) {
        database.update(
                "INSERT INTO registry.inventory_entry (model_id, revision, content, sha256, tier, tier_table, at, by_subject,"
                        + " by_name, entry_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                model,
                entry.revision(),
                json(entry.fields()),
                entry.sha256(),
                entry.scoredTier(),
                entry.tierTable(),
                entry.at(),
                entry.by().subject(),
                entry.by().name(),
                entry.entry().value());
    }

    static String json(InventoryFields fields) {
        try {
            return Json.mapper().writeValueAsString(fields);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("an entry is made of texts and numbers", impossible);
        }
    }

    private static InventoryEntry read(ResultSet row) throws SQLException {
        try {
            @Nullable Integer tier = row.getObject("tier", Integer.class);
            return new InventoryEntry(
                    row.getString("name"),
                    row.getInt("revision"),
                    Json.mapper().readValue(row.getString("content"), InventoryFields.class),
                    row.getString("sha256"),
                    tier,
                    row.getString("tier_table"),
                    RegistryDatabase.moment(row, "at"),
                    new Holder(row.getString("by_subject"), row.getString("by_name")),
                    new EntryId(row.getObject("entry_id", UUID.class)));
        } catch (JsonProcessingException unreadable) {
            throw new IllegalStateException("an inventory entry in the database is not readable", unreadable);
        }
    }
}
