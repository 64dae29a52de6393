package io.countersign.ear.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The run command's own PostgreSQL: durable, and its data outlive the launcher. */
class PostgresServerIT {
    @TempDir
    Path folder;

    @Test
    void secondStartKeepsTheDataAndADeadLaunchersServerIsTakenOver() throws SQLException {
        StateFolder state = StateFolder.at(folder);
        int port = Ports.free().postgres();
        PostgresServer first = PostgresServer.start(state, new Secrets(state), port);
        assertThat(text(
                        first,
                        "SELECT current_setting('fsync') || current_setting('synchronous_commit')"
                                + " || current_setting('full_page_writes')"))
                .isEqualTo("ononon");
        execute(first, "CREATE TABLE kept AS SELECT 'still here' AS word");
        first.close();

        PostgresServer second = PostgresServer.start(state, new Secrets(state), port);
        assertThat(text(second, "SELECT word FROM kept")).isEqualTo("still here");
        String started = text(second, "SELECT pg_postmaster_start_time()::text");

        PostgresServer takenOver = PostgresServer.start(state, new Secrets(state), port);
        assertThat(text(takenOver, "SELECT pg_postmaster_start_time()::text")).isEqualTo(started);
        takenOver.close();
        assertThat(PostgresServer.stopLeftover(state)).isFalse();
    }

    private static void execute(PostgresServer server, String sql) throws SQLException {
        try (Connection connection = server.superuser("postgres");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String text(PostgresServer server, String query) throws SQLException {
        try (Connection connection = server.superuser("postgres");
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }
}
