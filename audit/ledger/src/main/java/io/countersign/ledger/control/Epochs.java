package io.countersign.ledger.control;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/**
 * Lives of the database cluster. Entries are ordered by transaction id, and a dump and restore begins to count those anew: a
 * cluster with another system identifier is a new life, and all entries of older lives come before its own.
 */
final class Epochs {
    private final DataSource dataSource;

    Epochs(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Makes sure that the present life of the cluster has its number; to be called at start, before anybody appends. */
    void begin() throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("""
                    INSERT INTO ledger.epoch (system_identifier)
                    SELECT s.system_identifier FROM pg_control_system() s
                    WHERE NOT EXISTS (SELECT FROM ledger.epoch e WHERE e.system_identifier = s.system_identifier)
                    ON CONFLICT (system_identifier) DO NOTHING
                    """);
        }
    }
}
