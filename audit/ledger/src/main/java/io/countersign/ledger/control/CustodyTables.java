package io.countersign.ledger.control;

import io.countersign.audit.Subject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Rows of holds, requests and retention. Writes in the caller's transaction. */
final class CustodyTables {
    private static final int LISTED = 100;
    private static final String REQUEST = """
            SELECT id, kind, target, texts, reason, state, requested_by, requested_at, decided_by, decided_at, erased, remaining
            FROM ledger.custody_request
            """;
    private static final String HOLD = """
            SELECT id, scope, person, subject_kind, subject_id, reason, placed_by, placed_at, released_by, released_at
            FROM ledger.legal_hold
            """;

    private final DataSource dataSource;

    CustodyTables(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    private interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    private <T> List<T> query(String sql, Row<T> form, @Nullable Object... values) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(sql)) {
            set(select, values);
            List<T> found = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    found.add(form.read(rows));
                }
            }
            return found;
        }
    }

    private int update(String sql, @Nullable Object... values) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement update = connection.prepareStatement(sql)) {
            set(update, values);
            return update.executeUpdate();
        }
    }

    private static void set(PreparedStatement statement, @Nullable Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
    }

    List<LegalHold> holds() throws SQLException {
        return query(HOLD + " ORDER BY placed_at DESC", CustodyTables::hold);
    }

    Optional<LegalHold> hold(UUID id) throws SQLException {
        return query(HOLD + " WHERE id = ?", CustodyTables::hold, id).stream().findFirst();
    }

    void place(UUID id, String scope, @Nullable String person, @Nullable Subject subject, String reason, String by)
            throws SQLException {
        update(
                "INSERT INTO ledger.legal_hold (id, scope, person, subject_kind, subject_id, reason, placed_by)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?)",
                id,
                scope,
                person,
                subject == null ? null : subject.kind(),
                subject == null ? null : subject.id(),
                reason,
                by);
    }

    /** @return whether it was there and not released before */
    boolean release(UUID id, String by) throws SQLException {
        return update(
                        "UPDATE ledger.legal_hold SET released_by = ?, released_at = clock_timestamp()"
                                + " WHERE id = ? AND released_at IS NULL",
                        by,
                        id)
                == 1;
    }

    /** @return whether it is new: false when the same is open already */
    boolean ask(UUID id, String kind, String target, boolean texts, String reason, String by) throws SQLException {
        return update(
                        "INSERT INTO ledger.custody_request (id, kind, target, texts, reason, requested_by)"
                                + " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                        id,
                        kind,
                        target,
                        texts,
                        reason,
                        by)
                == 1;
    }

    List<CustodyRequest> requests() throws SQLException {
        return query(REQUEST + " ORDER BY requested_at DESC LIMIT " + LISTED, CustodyTables::request);
    }

    Optional<CustodyRequest> request(UUID id) throws SQLException {
        return query(REQUEST + " WHERE id = ?", CustodyTables::request, id).stream()
                .findFirst();
    }

    /** @return whether it was open */
    boolean decide(UUID id, String state, String by) throws SQLException {
        return update(
                        "UPDATE ledger.custody_request SET state = ?, decided_by = ?, decided_at = clock_timestamp()"
                                + " WHERE id = ? AND state = 'open'",
                        state,
                        by,
                        id)
                == 1;
    }

    /** Carries out a confirmed erasure. @return texts that were erased */
    long erase(UUID request, Instant signaturesBefore) throws SQLException {
        return query("""
                        WITH done AS (SELECT * FROM ledger.erase_person(?, ?))
                        UPDATE ledger.custody_request r SET erased = coalesce(r.erased, 0) + done.erased,
                            remaining = done.remaining
                        FROM done WHERE r.id = ? RETURNING done.erased
                        """, row -> row.getLong(1), request, signaturesBefore.atOffset(java.time.ZoneOffset.UTC), request)
                .get(0);
    }

    /** Confirmed erasures that left names on signatures. */
    List<UUID> unfinishedErasures() throws SQLException {
        return query(
                "SELECT id FROM ledger.custody_request WHERE kind = 'erase-person' AND state = 'confirmed' AND remaining > 0",
                row -> row.getObject(1, UUID.class));
    }

    RetentionPolicy retention(int minimumDays) throws SQLException {
        return query(
                        "SELECT days, set_by, set_at FROM ledger.retention ORDER BY id DESC LIMIT 1",
                        row -> new RetentionPolicy(
                                row.getObject(1, Integer.class),
                                minimumDays,
                                row.getString(2),
                                row.getObject(3, OffsetDateTime.class).toInstant()))
                .stream()
                .findFirst()
                .orElseGet(() -> new RetentionPolicy(null, minimumDays, null, null));
    }

    void retain(@Nullable Integer days, String by) throws SQLException {
        update("INSERT INTO ledger.retention (days, set_by) VALUES (?::integer, ?)", days, by);
    }

    /** Deletes texts that the policy in force keeps no longer. @return entries that lost theirs */
    long expire(int most) throws SQLException {
        return query("SELECT ledger.expire_texts(?)", row -> row.getLong(1), most)
                .get(0);
    }

    private static LegalHold hold(ResultSet row) throws SQLException {
        String kind = row.getString(4);
        return new LegalHold(
                row.getObject(1, UUID.class),
                row.getString(2),
                row.getString(3),
                kind == null ? null : new Subject(kind, row.getString(5)),
                row.getString(6),
                row.getString(7),
                row.getObject(8, OffsetDateTime.class).toInstant(),
                row.getString(9),
                instant(row, 10));
    }

    private static CustodyRequest request(ResultSet row) throws SQLException {
        return new CustodyRequest(
                row.getObject(1, UUID.class),
                row.getString(2),
                row.getString(3),
                row.getBoolean(4),
                row.getString(5),
                row.getString(6),
                row.getString(7),
                row.getObject(8, OffsetDateTime.class).toInstant(),
                row.getString(9),
                instant(row, 10),
                row.getObject(11, Long.class),
                row.getObject(12, Long.class));
    }

    private static @Nullable Instant instant(ResultSet row, int column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
