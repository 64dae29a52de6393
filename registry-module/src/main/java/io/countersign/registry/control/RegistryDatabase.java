package io.countersign.registry.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/** The module's schema in the transaction under way: entities, and SQL with bound arguments on the very same connection. */
@ApplicationScoped
public class RegistryDatabase {
    private static final int FETCH_SIZE = 2_000;

    @PersistenceContext(unitName = "registry")
    private EntityManager entities;

    /** For the container, which fills in the persistence context. */
    @SuppressWarnings("NullAway.Init")
    public RegistryDatabase() {}

    public RegistryDatabase(EntityManager entities) {
        this.entities = entities;
    }

    public EntityManager entities() {
        return entities;
    }

    /** Takes a value from the row that the cursor stands on. */
    @FunctionalInterface
    public interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** All rows, entity changes written before. Java arrays become PostgreSQL arrays. */
    public <T> List<T> list(String sql, RowReader<T> reader, @Nullable Object... arguments) {
        return session().doReturningWork(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                bind(statement, arguments);
                statement.setFetchSize(FETCH_SIZE);
                List<T> found = new ArrayList<>();
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        found.add(reader.read(rows));
                    }
                }
                return found;
            }
        });
    }

    public <T> Optional<T> first(String sql, RowReader<T> reader, @Nullable Object... arguments) {
        return list(sql, reader, arguments).stream().findFirst();
    }

    /** Whether there is a row. */
    public boolean exists(String sql, @Nullable Object... arguments) {
        return !list(sql, row -> true, arguments).isEmpty();
    }

    /** Number of rows changed. */
    public int update(String sql, @Nullable Object... arguments) {
        return session().doReturningWork(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                bind(statement, arguments);
                return statement.executeUpdate();
            }
        });
    }

    /** This moment, as clients read it back: in whole milliseconds. */
    public static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }

    /** A moment from a column of the row; null when the column is. */
    public static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    /** A moment from a column that is never null. */
    public static Instant moment(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private Session session() {
        Session session = entities.unwrap(Session.class);
        session.flush();
        return session;
    }

    private static void bind(PreparedStatement statement, @Nullable Object... arguments) throws SQLException {
        for (int i = 0; i < arguments.length; i++) {
            Object value = arguments[i];
            statement.setObject(i + 1, value instanceof Instant at ? at.atOffset(ZoneOffset.UTC) : value);
        }
    }
}
