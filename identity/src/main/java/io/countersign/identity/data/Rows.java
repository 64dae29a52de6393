package io.countersign.identity.data;

import io.countersign.platform.actor.Role;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Statements of this module: values in, records out. An {@link Instant} and a list of roles may stand for a value. */
public final class Rows {
    private Rows() {}

    /** Makes a record of the present row. */
    public interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** @throws IllegalStateException when the database does not answer */
    public static <T> List<T> read(DataSource database, String sql, List<?> values, Reader<T> reader) {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(sql)) {
            bind(connection, select, values);
            List<T> found = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    found.add(reader.read(row));
                }
            }
            return found;
        } catch (SQLException failed) {
            throw new IllegalStateException("The identity tables cannot be read", failed);
        }
    }

    /** Number of rows changed. */
    public static int write(DataSource database, String sql, List<?> values) {
        try (Connection connection = database.getConnection();
                PreparedStatement update = connection.prepareStatement(sql)) {
            bind(connection, update, values);
            return update.executeUpdate();
        } catch (SQLException failed) {
            throw new IllegalStateException("The identity tables cannot be written", failed);
        }
    }

    private static void bind(Connection connection, PreparedStatement statement, List<?> values) throws SQLException {
        for (int i = 0; i < values.size(); i++) {
            statement.setObject(i + 1, bindable(connection, values.get(i)));
        }
    }

    private static @Nullable Object bindable(Connection connection, @Nullable Object value) throws SQLException {
        if (value instanceof Instant instant) {
            return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
        }
        if (value instanceof Collection<?> roles) {
            Object[] names = roles.stream()
                    .map(Role.class::cast)
                    .sorted()
                    .map(Role::wireName)
                    .toArray();
            return connection.createArrayOf("text", names);
        }
        return value;
    }

    public static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    public static @Nullable Instant instantOrNull(ResultSet row, String column) throws SQLException {
        OffsetDateTime value = row.getObject(column, OffsetDateTime.class);
        return value == null ? null : value.toInstant();
    }

    /** Roles that mean something here, in their order. */
    public static List<Role> roles(ResultSet row, String column) throws SQLException {
        Array array = row.getArray(column);
        return Arrays.stream((String[]) array.getArray())
                .map(Role::named)
                .flatMap(Optional::stream)
                .sorted()
                .toList();
    }
}
