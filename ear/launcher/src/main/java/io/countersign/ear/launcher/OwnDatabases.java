package io.countersign.ear.launcher;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Roles and databases in the PostgreSQL that the launcher runs; making them again changes nothing. */
public final class OwnDatabases {
    static final String DATABASE = "countersign";
    static final String OWNER = "countersign_owner";
    static final String APPLICATION = "countersign_app";
    static final String KEYCLOAK = "keycloak";

    private OwnDatabases() {}

    /** The application's database of the installation that runs on these ports. */
    static DatabaseAccess running(Ports ports, Secrets secrets) {
        return new DatabaseAccess(
                "jdbc:postgresql://127.0.0.1:" + ports.postgres() + "/" + DATABASE,
                APPLICATION,
                secrets.of("postgresql.application"),
                OWNER,
                secrets.of("postgresql.owner"));
    }

    /** The application's database with its two roles. */
    public static DatabaseAccess application(PostgresServer server, Secrets secrets) {
        String ownerPassword = secrets.of("postgresql.owner");
        String password = secrets.of("postgresql.application");
        try (Connection connection = server.superuser("postgres")) {
            role(connection, OWNER, ownerPassword);
            role(connection, APPLICATION, password);
            database(connection, DATABASE, OWNER);
        } catch (SQLException failed) {
            throw new StartFailure("The application's database cannot be made: " + failed.getMessage() + ".", failed);
        }
        return new DatabaseAccess(server.url(DATABASE), APPLICATION, password, OWNER, ownerPassword);
    }

    /** Keycloak's database, owned by its role. */
    public static DatabaseAccess keycloak(PostgresServer server, Secrets secrets) {
        String password = secrets.of("postgresql.keycloak");
        try (Connection connection = server.superuser("postgres")) {
            role(connection, KEYCLOAK, password);
            database(connection, KEYCLOAK, KEYCLOAK);
        } catch (SQLException failed) {
            throw new StartFailure("Keycloak's database cannot be made: " + failed.getMessage() + ".", failed);
        }
        return new DatabaseAccess(server.url(KEYCLOAK), KEYCLOAK, password, KEYCLOAK, password);
    }

    private static void role(Connection connection, String name, String password) throws SQLException {
        boolean there = exists(connection, "SELECT 1 FROM pg_roles WHERE rolname = ?", name);
        try (Statement statement = connection.createStatement()) {
            statement.execute((there ? "ALTER" : "CREATE") + " ROLE " + name + " LOGIN PASSWORD "
                    + statement.enquoteLiteral(password));
        }
    }

    private static void database(Connection connection, String name, String owner) throws SQLException {
        if (!exists(connection, "SELECT 1 FROM pg_database WHERE datname = ?", name)) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("CREATE DATABASE " + name + " OWNER " + owner);
                statement.execute("REVOKE ALL ON DATABASE " + name + " FROM PUBLIC");
                statement.execute("GRANT CONNECT ON DATABASE " + name + " TO " + owner
                        + (name.equals(DATABASE) ? ", " + APPLICATION : ""));
            }
        }
    }

    private static boolean exists(Connection connection, String query, String name) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, name);
            try (ResultSet found = statement.executeQuery()) {
                return found.next();
            }
        }
    }
}
