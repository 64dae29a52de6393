package io.countersign.ledger.control;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * How long the oldest writing transaction of the whole cluster has been holding back what came after it. Told from the
 * horizon itself, which every role may see, and not from the list of other roles' sessions.
 */
final class Horizon {
    private final Clock clock;
    private String oldest = "";
    private @Nullable Instant since;

    Horizon(Clock clock) {
        this.clock = clock;
    }

    synchronized void look(DataSource dataSource) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("""
                        SELECT pg_snapshot_xmin(s)::text, pg_snapshot_xmin(s) = pg_snapshot_xmax(s)
                        FROM pg_current_snapshot() AS s
                        """)) {
            row.next();
            boolean nobodyWrites = row.getBoolean(2);
            if (nobodyWrites || !row.getString(1).equals(oldest)) {
                oldest = row.getString(1);
                since = nobodyWrites ? null : clock.instant();
            }
        }
    }

    /** How long the same transaction has been seen as the oldest; zero when none writes. */
    synchronized Duration heldBack() {
        return since == null ? Duration.ZERO : Duration.between(since, clock.instant());
    }
}
