package io.countersign.ledger.control;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** The statements by which this log went over from one key to another. */
final class KeyRotations {
    private final DataSource dataSource;

    KeyRotations(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Signed notes, oldest first. */
    List<String> statements() throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery("SELECT statement FROM ledger.key_rotation ORDER BY rotated_at")) {
            List<String> statements = new ArrayList<>();
            while (rows.next()) {
                statements.add(rows.getString(1));
            }
            return statements;
        }
    }

    /** Keeps a statement; the same one may come from several nodes. */
    void keep(String keyId, String statement) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement insert = connection.prepareStatement(
                        "INSERT INTO ledger.key_rotation (key_id, statement) VALUES (?, ?) ON CONFLICT DO NOTHING")) {
            insert.setString(1, keyId);
            insert.setString(2, statement);
            insert.executeUpdate();
        }
    }
}
