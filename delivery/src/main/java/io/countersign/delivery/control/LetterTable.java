package io.countersign.delivery.control;

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

/** Reads messages and their attempts, and puts a dead one back. */
final class LetterTable {
    private static final String COLUMNS =
            "SELECT id, channel, destination, posted_at, state, attempts, due_at, settled_at FROM platform.outbox_message";

    private final DataSource dataSource;

    LetterTable(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Newest first. */
    List<Letter> list(@Nullable String state, @Nullable String channel, long offset, int atMost) throws SQLException {
        List<Letter> letters = new ArrayList<>();
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(
                        COLUMNS + " WHERE (?::text IS NULL OR state = ?) AND (?::text IS NULL OR channel = ?)"
                                + " ORDER BY id DESC OFFSET ? LIMIT ?")) {
            select.setString(1, state);
            select.setString(2, state);
            select.setString(3, channel);
            select.setString(4, channel);
            select.setLong(5, offset);
            select.setInt(6, atMost);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    letters.add(letter(rows));
                }
            }
        }
        return letters;
    }

    Optional<Letter> find(UUID id) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(COLUMNS + " WHERE id = ?")) {
            select.setObject(1, id);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(letter(row).with(attempts(connection, id))) : Optional.empty();
            }
        }
    }

    /** Makes a dead message due at once, with all its attempts before it; whether it was dead. */
    boolean revive(UUID id) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement update = connection.prepareStatement(
                        "UPDATE platform.outbox_message SET state = 'pending', settled_at = NULL,"
                                + " due_at = clock_timestamp() WHERE id = ? AND state = 'dead'")) {
            update.setObject(1, id);
            return update.executeUpdate() == 1;
        }
    }

    private static List<Letter.Attempt> attempts(Connection connection, UUID id) throws SQLException {
        List<Letter.Attempt> attempts = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT attempt, node, began_at, ended_at, outcome, reason FROM platform.outbox_attempt"
                        + " WHERE message_id = ? ORDER BY attempt")) {
            select.setObject(1, id);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    attempts.add(new Letter.Attempt(
                            rows.getInt(1),
                            rows.getString(2),
                            rows.getObject(3, OffsetDateTime.class).toInstant(),
                            instant(rows, 4),
                            rows.getString(5),
                            rows.getString(6)));
                }
            }
        }
        return attempts;
    }

    private static Letter letter(ResultSet row) throws SQLException {
        boolean pending = "pending".equals(row.getString(5));
        return new Letter(
                row.getObject(1, UUID.class),
                row.getString(2),
                row.getString(3),
                row.getObject(4, OffsetDateTime.class).toInstant(),
                row.getString(5),
                row.getInt(6),
                pending ? instant(row, 7) : null,
                instant(row, 8),
                List.of());
    }

    private static @Nullable Instant instant(ResultSet row, int column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
