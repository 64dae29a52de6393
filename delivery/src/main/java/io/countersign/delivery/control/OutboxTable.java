package io.countersign.delivery.control;

import io.countersign.platform.outbox.OutboxMessage;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The messages and attempts as rows. Each method but {@link #insert} is one statement and so a transaction of its own. */
final class OutboxTable {
    private static final int LONGEST_REASON = 2_000;

    private final DataSource dataSource;
    private final String node;

    OutboxTable(DataSource dataSource, String node) {
        this.dataSource = dataSource;
        this.node = node;
    }

    /** Writes in the transaction of the given connection. */
    static void insert(Connection connection, UUID id, OutboxMessage message) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO platform.outbox_message (id, channel, destination, payload) VALUES (?, ?, ?, ?)")) {
            insert.setObject(1, id);
            insert.setString(2, message.channel());
            insert.setString(3, message.destination());
            insert.setString(4, message.payload());
            insert.executeUpdate();
        }
    }

    /** Takes due messages that no other node is taking, and writes down that an attempt begins. */
    List<Claim> claim(String channel, int atMost, Duration length) throws SQLException {
        List<Claim> claims = new ArrayList<>();
        try (Connection connection = dataSource.getConnection();
                PreparedStatement claim = connection.prepareStatement("""
                        WITH due AS (
                            SELECT id FROM platform.outbox_message
                            WHERE state = 'pending' AND channel = ? AND due_at <= clock_timestamp()
                            ORDER BY due_at LIMIT ? FOR UPDATE SKIP LOCKED),
                        taken AS (
                            UPDATE platform.outbox_message m
                            SET attempts = m.attempts + 1, due_at = clock_timestamp() + ? * interval '1 millisecond'
                            FROM due WHERE m.id = due.id
                            RETURNING m.id, m.channel, m.destination, m.payload, m.attempts),
                        begun AS (
                            INSERT INTO platform.outbox_attempt (message_id, attempt, node)
                            SELECT id, attempts, ? FROM taken)
                        SELECT id, channel, destination, payload, attempts FROM taken
                        """)) {
            claim.setString(1, channel);
            claim.setInt(2, atMost);
            claim.setLong(3, length.toMillis());
            claim.setString(4, node);
            try (ResultSet rows = claim.executeQuery()) {
                while (rows.next()) {
                    OutboxMessage message = new OutboxMessage(rows.getString(2), rows.getString(3), rows.getString(4));
                    claims.add(new Claim(rows.getObject(1, UUID.class), message, rows.getInt(5)));
                }
            }
        }
        return claims;
    }

    /** It arrived: true whoever holds the claim by now. */
    void delivered(Claim claim) throws SQLException {
        settle(claim, "delivered", null, """
                UPDATE platform.outbox_message SET state = 'delivered', settled_at = clock_timestamp()
                WHERE id = ? AND attempts >= ? AND state = 'pending'
                """);
    }

    /** It did not arrive and is due again after the wait, unless another claim has begun meanwhile. */
    void failed(Claim claim, String reason, Duration wait) throws SQLException {
        settle(
                claim,
                "failed",
                reason,
                "UPDATE platform.outbox_message SET due_at = clock_timestamp() + " + wait.toMillis()
                        + " * interval '1 millisecond' WHERE id = ? AND attempts = ? AND state = 'pending'");
    }

    /** It did not arrive and is not tried again until somebody asks for it. */
    void givenUp(Claim claim, String reason) throws SQLException {
        settle(claim, "given-up", reason, """
                UPDATE platform.outbox_message SET state = 'dead', settled_at = clock_timestamp()
                WHERE id = ? AND attempts = ? AND state = 'pending'
                """);
    }

    private void settle(Claim claim, String outcome, @Nullable String reason, String message) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement settle = connection.prepareStatement("WITH settled AS (" + message + """
                        RETURNING id)
                        UPDATE platform.outbox_attempt SET ended_at = clock_timestamp(), outcome = ?, reason = ?
                        WHERE message_id = ? AND attempt = ?
                        """)) {
            settle.setObject(1, claim.id());
            settle.setInt(2, claim.attempt());
            settle.setString(3, outcome);
            settle.setString(4, reason == null ? null : storable(reason));
            settle.setObject(5, claim.id());
            settle.setInt(6, claim.attempt());
            settle.executeUpdate();
        }
    }

    /** PostgreSQL has no U+0000 in text; an answer from outside may have anything. */
    private static String storable(String reason) {
        String text = reason.replace('\0', '\uFFFD');
        return text.length() <= LONGEST_REASON ? text : text.substring(0, LONGEST_REASON) + "\u2026";
    }

    Figures figures() throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("""
                        SELECT count(*) FILTER (WHERE state = 'pending'), count(*) FILTER (WHERE state = 'dead'),
                               coalesce(extract(epoch FROM clock_timestamp()
                                   - min(posted_at) FILTER (WHERE state = 'pending')), 0)::bigint
                        FROM platform.outbox_message WHERE state IN ('pending', 'dead')
                        """)) {
            row.next();
            return new Figures(row.getLong(1), Duration.ofSeconds(Math.max(0, row.getLong(3))), row.getLong(2));
        }
    }

    /** Forgets what arrived longer ago; dead messages stay. */
    int forgetDelivered(Duration age) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement delete = connection.prepareStatement("""
                        DELETE FROM platform.outbox_message
                        WHERE state = 'delivered' AND settled_at < clock_timestamp() - ? * interval '1 second'
                        """)) {
            delete.setLong(1, age.toSeconds());
            return delete.executeUpdate();
        }
    }
}
