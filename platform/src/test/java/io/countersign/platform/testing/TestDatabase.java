package io.countersign.platform.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A real PostgreSQL for tests: one server for the JVM, a fresh database for each caller, migrated as in production: by the
 * owner role, used by the application role.
 */
public final class TestDatabase {
    public static final String OWNER = "countersign_owner";
    public static final String APPLICATION = "countersign_app";

    private static final AtomicInteger COUNTER = new AtomicInteger();

    private final String name;

    private TestDatabase(String name) {
        this.name = name;
    }

    /** A new database with the migrations of these modules ({@code "ledger"} for {@code db/ledger}). */
    public static TestDatabase with(String... modules) {
        TestDatabase database = new TestDatabase("test" + COUNTER.incrementAndGet());
        try (Connection connection = Server.postgres().getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + database.name + " OWNER " + OWNER);
        } catch (SQLException failed) {
            throw new IllegalStateException("cannot create the test database", failed);
        }
        for (String module : modules) {
            database.migrate(module);
        }
        return database;
    }

    private void migrate(String module) {
        Flyway.configure()
                .dataSource(as(OWNER))
                .locations("classpath:db/" + module)
                .schemas(module)
                .placeholders(Map.of("app_role", APPLICATION, "unguarded", "false"))
                .load()
                .migrate();
    }

    /** As the application: without DDL, with just the grants of the migrations. */
    public DataSource application() {
        return as(APPLICATION);
    }

    /** As the owner of the schemas, who migrates. */
    public DataSource owner() {
        return as(OWNER);
    }

    /** As the database superuser: for the attacks that must be found. */
    public DataSource superuser() {
        return as("postgres");
    }

    private DataSource as(String user) {
        PGSimpleDataSource dataSource = new PGSimpleDataSource();
        dataSource.setServerNames(new String[] {"127.0.0.1"});
        dataSource.setPortNumbers(new int[] {Server.postgres().getPort()});
        dataSource.setDatabaseName(name);
        dataSource.setUser(user);
        dataSource.setPassword(user);
        return dataSource;
    }

    /** Started on first use, stopped with the JVM. */
    private static final class Server {
        private static final EmbeddedPostgres POSTGRES = start();

        static EmbeddedPostgres postgres() {
            return POSTGRES;
        }

        private static EmbeddedPostgres start() {
            try {
                EmbeddedPostgres postgres = EmbeddedPostgres.builder().start();
                Runtime.getRuntime().addShutdownHook(new Thread(() -> close(postgres)));
                try (Connection connection = postgres.getPostgresDatabase().getConnection();
                        Statement statement = connection.createStatement()) {
                    statement.execute("CREATE ROLE " + OWNER + " LOGIN PASSWORD '" + OWNER + "'");
                    statement.execute("CREATE ROLE " + APPLICATION + " LOGIN PASSWORD '" + APPLICATION + "'");
                }
                return postgres;
            } catch (IOException | SQLException failed) {
                throw new IllegalStateException("cannot start PostgreSQL for the tests", failed);
            }
        }

        private static void close(EmbeddedPostgres postgres) {
            try {
                postgres.close();
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }
    }
}
