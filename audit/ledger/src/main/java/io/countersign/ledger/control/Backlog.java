package io.countersign.ledger.control;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import javax.sql.DataSource;

/** Committed entries that have no leaf yet. */
final class Backlog {
    /** So many are counted and no more: what is beyond is "a lot" for whoever watches. */
    static final int COUNTED = 100_000;

    private static final String OLDEST = "SELECT at FROM ledger.unsequenced ORDER BY epoch, xid, id LIMIT 1";

    private final DataSource dataSource;

    Backlog(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** When the entry that waits at the head was appended; empty when none waits. */
    Optional<Instant> oldest() throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(OLDEST);
                ResultSet row = statement.executeQuery()) {
            return row.next()
                    ? Optional.of(row.getObject(1, OffsetDateTime.class).toInstant())
                    : Optional.empty();
        }
    }

    /** How many wait, up to {@link #COUNTED}. */
    long size() throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT count(*) FROM (SELECT FROM ledger.unsequenced LIMIT " + COUNTED + ") waiting")) {
            row.next();
            return row.getLong(1);
        }
    }
}
