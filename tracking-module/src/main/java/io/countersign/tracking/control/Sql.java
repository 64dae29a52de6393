package io.countersign.tracking.control;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Statements with bound arguments; Java arrays become PostgreSQL arrays. */
public final class Sql {
    /** Rows fetched at a time, so that a long history does not stand in memory twice. */
    private static final int FETCH_SIZE = 5_000;

    private Sql() {}

    /** Takes a value from the row that the cursor stands on. */
    @FunctionalInterface
    public interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** Takes in one row. */
    @FunctionalInterface
    public interface RowVisitor {
        void visit(ResultSet row) throws SQLException;
    }

    public static void each(Connection connection, String sql, RowVisitor visitor, @Nullable Object... arguments)
            throws SQLException {
        each(connection, sql, FETCH_SIZE, visitor, arguments);
    }

    private static void each(
            Connection connection, String sql, int fetchSize, RowVisitor visitor, @Nullable Object... arguments)
            throws SQLException {
        try (PreparedStatement statement = prepare(connection, sql, arguments)) {
            statement.setFetchSize(fetchSize);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    visitor.visit(rows);
                }
            }
        }
    }

    /** A query, and what takes in its rows. */
    record Query(String sql, RowVisitor visitor) {}

    /** Queries that each have the same single argument, sent together: one round trip, and all rows at once. */
    static void together(Connection connection, List<Query> queries, Object argument) throws SQLException {
        String sql = queries.stream().map(Query::sql).collect(Collectors.joining("; "));
        try (PreparedStatement statement = prepare(
                connection, sql, Collections.nCopies(queries.size(), argument).toArray())) {
            statement.execute();
            for (Query query : queries) {
                try (ResultSet rows = statement.getResultSet()) {
                    while (rows.next()) {
                        query.visitor().visit(rows);
                    }
                }
                statement.getMoreResults();
            }
        }
    }

    public static <T> List<T> list(
            Connection connection, String sql, RowReader<T> reader, @Nullable Object... arguments) throws SQLException {
        List<T> found = new ArrayList<>();
        each(connection, sql, row -> found.add(reader.read(row)), arguments);
        return found;
    }

    /** Of a query that gives few rows: they are not fetched through a cursor. */
    public static <T> Optional<T> first(
            Connection connection, String sql, RowReader<T> reader, @Nullable Object... arguments) throws SQLException {
        List<T> found = new ArrayList<>(1);
        each(connection, sql, 0, row -> found.add(reader.read(row)), arguments);
        return found.stream().findFirst();
    }

    public static int update(Connection connection, String sql, @Nullable Object... arguments) throws SQLException {
        try (PreparedStatement statement = prepare(connection, sql, arguments)) {
            return statement.executeUpdate();
        }
    }

    private static PreparedStatement prepare(Connection connection, String sql, @Nullable Object... arguments)
            throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < arguments.length; i++) {
            statement.setObject(i + 1, arguments[i]);
        }
        return statement;
    }
}
