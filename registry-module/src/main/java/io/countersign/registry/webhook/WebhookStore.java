package io.countersign.registry.webhook;

import io.countersign.platform.problem.ProblemException;
import io.countersign.registry.control.RegistryDatabase;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Webhooks as rows. Joins the caller's transaction. */
@Dependent
class WebhookStore {
    private static final String SELECT = "SELECT id, api, name, description, url, model, events, status,"
            + " secret IS NOT NULL AS signed, created_at, updated_at FROM registry.webhook WHERE deleted_at IS NULL";

    private final RegistryDatabase database;
    private final SecretBox box;

    @Inject
    WebhookStore(RegistryDatabase database, SecretBox box) {
        this.database = database;
        this.box = box;
    }

    /** What a message is sent with. */
    record Credentials(@Nullable String secret, @Nullable String authorization) {
        @Override
        public String toString() {
            return "Credentials[hidden]";
        }
    }

    List<Webhook> of(Webhook.Api api) {
        return database.list(SELECT + " AND api = ? ORDER BY id", WebhookStore::read, word(api));
    }

    /** Those that are told: active, of any kind, about this model or about all. */
    List<Webhook> active(String model) {
        return database.list(
                SELECT + " AND status = 'ACTIVE' AND (model IS NULL OR model = ?) ORDER BY id",
                WebhookStore::read,
                model);
    }

    /** @throws ProblemException (not found) */
    Webhook get(UUID id) {
        return database.first(SELECT + " AND id = ?", WebhookStore::read, id)
                .orElseThrow(() -> ProblemException.notFound("Webhook with ID " + id + " not found"));
    }

    Credentials credentials(UUID id) {
        return database.first(
                        "SELECT secret, authorization_header FROM registry.webhook WHERE id = ? AND deleted_at IS NULL",
                        row -> new Credentials(
                                box.open(row.getBytes(1), id.toString()), box.open(row.getBytes(2), id.toString())),
                        id)
                .orElseThrow(() -> ProblemException.notFound("Webhook with ID " + id + " not found"));
    }

    void add(Webhook webhook, WebhookDraft draft, String creator) {
        database.update(
                "INSERT INTO registry.webhook (id, api, name, description, url, model, events, status, secret,"
                        + " authorization_header, created_at, updated_at, created_by)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                webhook.id(),
                word(webhook.api()),
                webhook.name(),
                webhook.description(),
                webhook.url(),
                webhook.model(),
                webhook.events().toArray(String[]::new),
                webhook.status().name(),
                box.seal(draft.secret(), webhook.id().toString()),
                box.seal(draft.authorization(), webhook.id().toString()),
                webhook.createdAt(),
                webhook.updatedAt(),
                creator);
    }

    void change(Webhook webhook, WebhookDraft draft) {
        database.update(
                "UPDATE registry.webhook SET name = ?, description = ?, url = ?, events = ?, status = ?, updated_at = ?,"
                        + " secret = CASE WHEN ? THEN ? ELSE secret END,"
                        + " authorization_header = CASE WHEN ? THEN ? ELSE authorization_header END WHERE id = ?",
                webhook.name(),
                webhook.description(),
                webhook.url(),
                webhook.events().toArray(String[]::new),
                webhook.status().name(),
                webhook.updatedAt(),
                draft.secret() != null,
                box.seal(draft.secret(), webhook.id().toString()),
                draft.authorization() != null,
                box.seal(draft.authorization(), webhook.id().toString()),
                webhook.id());
    }

    void delete(UUID id, Instant now) {
        database.update(
                "UPDATE registry.webhook SET deleted_at = ?, secret = NULL, authorization_header = NULL WHERE id = ?",
                now,
                id);
    }

    private static String word(Webhook.Api api) {
        return api.name().toLowerCase(Locale.ROOT);
    }

    private static Webhook read(ResultSet row) throws SQLException {
        return new Webhook(
                row.getObject("id", UUID.class),
                Webhook.Api.valueOf(row.getString("api").toUpperCase(Locale.ROOT)),
                row.getString("name"),
                row.getString("description"),
                row.getString("url"),
                row.getString("model"),
                List.of((String[]) row.getArray("events").getArray()),
                Webhook.Status.valueOf(row.getString("status")),
                row.getBoolean("signed"),
                RegistryDatabase.moment(row, "created_at"),
                RegistryDatabase.moment(row, "updated_at"));
    }
}
