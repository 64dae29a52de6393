package io.countersign.ledger.control;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import io.countersign.audit.EntryId;
import io.countersign.audit.Subject;
import io.countersign.platform.json.Json;
import io.countersign.verifier.Hash;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Looks entries up. Pages go by identity, which is in order of time, so that the last page costs what the first does. */
final class StoredEntries {
    /** Leaves and texts are looked up for the entries of the page, and not for all among which the page is found. */
    private static final String SELECT = """
            SELECT p.id, p.at, p.action, p.subject_kind, p.subject_id, p.actor, p.canonical, l.leaf_index, l.leaf_hash,
                   (SELECT jsonb_object_agg(d.name, d.text) FROM ledger.disclosure d WHERE d.entry_id = p.id)
            FROM (SELECT e.id, e.at, e.action, e.subject_kind, e.subject_id, e.actor, e.canonical FROM ledger.entry e %s) p
            LEFT JOIN ledger.leaf l ON l.entry_id = p.id
            ORDER BY p.id DESC
            """;

    private final DataSource dataSource;

    StoredEntries(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    Optional<StoredEntry> find(EntryId id) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(SELECT.formatted("WHERE e.id = ?"))) {
            select.setObject(1, id.value());
            return entries(select).stream().findFirst();
        }
    }

    /**
     * Newest first.
     *
     * @param before the entry after which the page begins, null for the first page
     */
    List<StoredEntry> newest(EntryFilter filter, @Nullable EntryId before, int most) throws SQLException {
        EntryConditions conditions = new EntryConditions(filter);
        if (before != null) {
            conditions.and("e.id < ?", before.value());
            if (filter.text() != null) {
                conditions.and("s.entry_id < ?", before.value());
            }
        }
        return query(filter.text(), conditions, most);
    }

    /** With a text, the words are looked up first: the plan is then an index scan over them, or over identities backwards. */
    private List<StoredEntry> query(@Nullable String text, EntryConditions conditions, int most) throws SQLException {
        if (text != null) {
            conditions.and("s.words @@ websearch_to_tsquery('simple', ?)", text);
        }
        String page = (text == null ? "" : "JOIN ledger.searchable s ON s.entry_id = e.id ")
                + "WHERE " + conditions.sql()
                + (text == null ? " ORDER BY e.id DESC LIMIT ?" : " ORDER BY s.entry_id DESC LIMIT ?");
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(SELECT.formatted(page))) {
            select.setInt(conditions.set(select), most);
            return entries(select);
        }
    }

    private static List<StoredEntry> entries(PreparedStatement select) throws SQLException {
        List<StoredEntry> entries = new ArrayList<>();
        try (ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                entries.add(entry(rows));
            }
        }
        return entries;
    }

    private static StoredEntry entry(ResultSet row) throws SQLException {
        byte[] leafHash = row.getBytes(9);
        return new StoredEntry(
                new EntryId(row.getObject(1, UUID.class)),
                row.getObject(2, OffsetDateTime.class).toInstant(),
                row.getString(3),
                new Subject(row.getString(4), row.getString(5)),
                row.getString(6),
                new String(row.getBytes(7), StandardCharsets.UTF_8),
                disclosures(row.getString(10)),
                leafHash == null ? null : row.getLong(8),
                leafHash == null ? null : Hash.of(leafHash));
    }

    private static Map<String, String> disclosures(@Nullable String json) throws SQLException {
        try {
            return json == null ? Map.of() : Json.mapper().readValue(json, new TypeReference<Map<String, String>>() {});
        } catch (JsonProcessingException impossible) {
            throw new SQLException("the database's own JSON cannot be read", impossible);
        }
    }
}
