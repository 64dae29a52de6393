package io.countersign.ledger.control;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/**
 * A PostgreSQL as an installation runs it, for measurements: what is committed is on the disk, connections come from a pool. Its
 * directory may outlive the process, so that a large ledger is made once and measured often.
 */
final class BenchDatabase implements AutoCloseable {
    private static final String NAME = "ledger";
    private static final String OWNER = "countersign_owner";
    private static final String APPLICATION = "countersign_app";
    private static final int CONNECTIONS = 40;

    private final EmbeddedPostgres postgres;
    private final HikariDataSource pool;

    private BenchDatabase(EmbeddedPostgres postgres) throws SQLException {
        this.postgres = postgres;
        prepare();
        HikariConfig config = new HikariConfig();
        config.setDataSource(postgres.getDatabase(APPLICATION, NAME));
        config.setMaximumPoolSize(CONNECTIONS);
        this.pool = new HikariDataSource(config);
    }

    /** As it is run for somebody's data, see the run command. */
    static BenchDatabase durable(Path directory) throws IOException, SQLException {
        return new BenchDatabase(server(directory)
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on")
                .setServerConfig("shared_buffers", "256MB")
                .start());
    }

    /** For filling alone: a crash would lose everything. */
    static BenchDatabase forFilling(Path directory) throws IOException, SQLException {
        return new BenchDatabase(server(directory)
                .setServerConfig("fsync", "off")
                .setServerConfig("full_page_writes", "off")
                .setServerConfig("wal_level", "minimal")
                .setServerConfig("max_wal_senders", "0")
                .setServerConfig("max_wal_size", "8GB")
                .setServerConfig("shared_buffers", "1GB")
                .setServerConfig("maintenance_work_mem", "1GB")
                .setServerConfig("max_parallel_maintenance_workers", "2")
                .setServerConfig("autovacuum", "off")
                .start());
    }

    private static EmbeddedPostgres.Builder server(Path directory) {
        return EmbeddedPostgres.builder()
                .setDataDirectory(directory)
                .setCleanDataDirectory(false)
                .setServerConfig("timezone", "UTC")
                .setServerConfig("max_connections", "120");
    }

    /** A ledger that was kept may be older than the schema. */
    private void prepare() throws SQLException {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            if (!exists(statement)) {
                statement.execute("CREATE ROLE " + OWNER + " LOGIN");
                statement.execute("CREATE ROLE " + APPLICATION + " LOGIN");
                statement.execute("CREATE DATABASE " + NAME + " OWNER " + OWNER);
            }
        }
        Flyway.configure()
                .dataSource(postgres.getDatabase(OWNER, NAME))
                .locations("classpath:db/ledger")
                .schemas("ledger")
                .placeholders(Map.of("app_role", APPLICATION))
                .load()
                .migrate();
        new Epochs(postgres.getDatabase(APPLICATION, NAME)).begin();
    }

    private static boolean exists(Statement statement) throws SQLException {
        try (ResultSet row =
                statement.executeQuery("SELECT count(*) FROM pg_database WHERE datname = '" + NAME + "'")) {
            row.next();
            return row.getInt(1) == 1;
        }
    }

    /** As the application, pooled. */
    DataSource application() {
        return pool;
    }

    DataSource superuser() {
        return postgres.getDatabase("postgres", NAME);
    }

    void asSuperuser(String... statements) throws SQLException {
        try (Connection connection = superuser().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("SET session_replication_role = replica");
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** The directory for a ledger of that many leaves that is kept, or a new one below the other. */
    static Path kept(Path otherwise) throws IOException {
        String kept = System.getProperty("bench.data");
        return kept == null ? otherwise : Files.createDirectories(Path.of(kept));
    }

    @Override
    public void close() throws IOException {
        pool.close();
        postgres.close();
    }
}
