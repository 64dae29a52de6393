package io.countersign.ear.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** The process engine's tables, made by its own scripts in one transaction; the engine itself never changes them. */
final class CamundaSchema {
    private static final List<String> SCRIPTS = List.of(
            "engine", "history", "identity", "case.engine", "case.history", "decision.engine", "decision.history");

    private CamundaSchema() {}

    /** Whether the tables had to be made. */
    static boolean create(DatabaseAccess database) {
        try (Connection connection = database.owner();
                Statement statement = connection.createStatement()) {
            if (exists(statement)) {
                return false;
            }
            connection.setAutoCommit(false);
            statement.execute("CREATE SCHEMA IF NOT EXISTS camunda");
            statement.execute("SET LOCAL search_path TO camunda");
            for (String script : SCRIPTS) {
                statement.execute(text(script));
            }
            String role = statement.enquoteIdentifier(database.user(), true);
            statement.execute("GRANT USAGE ON SCHEMA camunda TO " + role);
            statement.execute("GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA camunda TO " + role);
            connection.commit();
            return true;
        } catch (SQLException failed) {
            throw new StartFailure("The process engine's tables cannot be made: " + failed.getMessage() + ".", failed);
        }
    }

    private static boolean exists(Statement statement) throws SQLException {
        try (ResultSet found = statement.executeQuery("SELECT to_regclass('camunda.act_ge_property') IS NOT NULL")) {
            return found.next() && found.getBoolean(1);
        }
    }

    private static String text(String script) {
        String resource = "/org/camunda/bpm/engine/db/create/activiti.postgres.create." + script + ".sql";
        try (InputStream sql = CamundaSchema.class.getResourceAsStream(resource)) {
            if (sql == null) {
                throw new StartFailure("The process engine's script " + resource + " is missing in the build.");
            }
            return new String(sql.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failed) {
            throw new StartFailure("The process engine's script " + resource + " cannot be read.", failed);
        }
    }
}
