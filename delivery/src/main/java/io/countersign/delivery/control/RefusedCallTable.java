package io.countersign.delivery.control;

import io.countersign.platform.limits.RefusedCallTally;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/** The counts of calls that were turned away, as rows. */
final class RefusedCallTable {
    private final DataSource dataSource;
    private final String node;

    RefusedCallTable(DataSource dataSource, String node) {
        this.dataSource = dataSource;
        this.node = node;
    }

    /** Adds counts to what this node has written for the same minutes. */
    void add(Map<RefusedCallTally.Kind, Long> counts) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement insert = connection.prepareStatement("""
                        INSERT INTO platform.refused_call AS c (minute, caller, reason, node, calls)
                        VALUES (?, ?, ?, ?, ?)
                        ON CONFLICT (minute, caller, reason, node) DO UPDATE SET calls = c.calls + excluded.calls
                        """)) {
            for (Map.Entry<RefusedCallTally.Kind, Long> count : counts.entrySet()) {
                insert.setObject(1, count.getKey().minute().atOffset(ZoneOffset.UTC));
                insert.setString(2, count.getKey().caller().replace('\0', '\uFFFD'));
                insert.setString(3, count.getKey().reason());
                insert.setString(4, node);
                insert.setLong(5, count.getValue());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    int forget(Duration age) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement delete = connection.prepareStatement(
                        "DELETE FROM platform.refused_call WHERE minute < clock_timestamp() - ? * interval '1 second'")) {
            delete.setLong(1, age.toSeconds());
            return delete.executeUpdate();
        }
    }

    /** Newest minutes first, of all nodes together. */
    List<RefusedCallCount> list(long offset, int atMost) throws SQLException {
        List<RefusedCallCount> counts = new ArrayList<>();
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement("""
                        SELECT minute, caller, reason, sum(calls) FROM platform.refused_call
                        GROUP BY minute, caller, reason ORDER BY minute DESC, caller, reason OFFSET ? LIMIT ?
                        """)) {
            select.setLong(1, offset);
            select.setInt(2, atMost);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    counts.add(new RefusedCallCount(
                            rows.getObject(1, OffsetDateTime.class).toInstant(),
                            rows.getString(2),
                            rows.getString(3),
                            rows.getLong(4)));
                }
            }
        }
        return counts;
    }
}
