package io.countersign.ear.launcher;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;

/**
 * The application's database and its two roles.
 *
 * @param url JDBC address
 * @param user role of the server: no DDL, no change of ledger entries
 * @param password of that role
 * @param ownerUser role that owns the schemas and migrates
 * @param ownerPassword of that role
 */
public record DatabaseAccess(String url, String user, String password, String ownerUser, String ownerPassword) {

    /** One that the user runs: named by the environment, its roles made by its administrator. */
    static DatabaseAccess from(Map<String, String> environment) {
        String user = required(environment, "COUNTERSIGN_DB_USER");
        String password = required(environment, "COUNTERSIGN_DB_PASSWORD");
        return new DatabaseAccess(
                required(environment, "COUNTERSIGN_DB_URL"),
                user,
                password,
                required(environment, "COUNTERSIGN_DB_OWNER_USER"),
                required(environment, "COUNTERSIGN_DB_OWNER_PASSWORD"));
    }

    private static String required(Map<String, String> environment, String name) {
        String value = environment.get(name);
        if (value == null || value.isBlank()) {
            throw new StartFailure("With COUNTERSIGN_DB_URL set, " + name + " must be set too.");
        }
        return value;
    }

    Connection owner() throws SQLException {
        return DriverManager.getConnection(url, ownerUser, ownerPassword);
    }
}
