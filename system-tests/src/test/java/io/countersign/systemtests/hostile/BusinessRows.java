package io.countersign.systemtests.hostile;

import io.countersign.systemtests.Countersign;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Number and digest of the rows of every table in which business is kept, found in the database itself: a table that comes
 * later is looked at too. What a refused call may leave is left out: entries of the ledger, counts, and the notes when
 * somebody was last seen or what a check of bytes found.
 */
final class BusinessRows {
    private static final Set<String> NOT_BUSINESS = Set.of("ledger", "platform", "camunda");

    /** A row without what the scheduled check of bytes notes in it, whenever its minute comes. */
    private static final String ROW = "(to_jsonb(t) - 'checked_at' - 'broken_since' - 'broken_detail')::text";

    private BusinessRows() {}

    static Map<String, String> of(Countersign countersign) {
        Map<String, String> rows = new TreeMap<>();
        try (Connection connection = countersign.database();
                Statement statement = connection.createStatement()) {
            for (String table : tables(statement)) {
                try (ResultSet row = statement.executeQuery("SELECT count(*), coalesce(sum(hashtextextended(" + ROW
                        + ", 0)), 0)," + " CASE WHEN count(*) < 4 THEN string_agg(" + ROW + ", ', ') END FROM " + table
                        + " t")) {
                    row.next();
                    // A few rows in words, so that a failure says what became of them.
                    rows.put(
                            table,
                            row.getString(1) + " rows, digest " + row.getString(2)
                                    + Objects.requireNonNullElse(row.getString(3), ""));
                }
            }
        } catch (SQLException failed) {
            throw new IllegalStateException("the tables cannot be read", failed);
        }
        return rows;
    }

    /** The same of one module's tables: those of others change meanwhile by jobs of theirs. */
    static Map<String, String> of(Countersign countersign, String schema) {
        Map<String, String> rows = of(countersign);
        rows.keySet().removeIf(table -> !table.startsWith("\"" + schema + "\"."));
        return rows;
    }

    private static Set<String> tables(Statement statement) throws SQLException {
        Set<String> tables = new TreeSet<>();
        try (ResultSet found = statement.executeQuery("""
                SELECT table_schema, table_name FROM information_schema.tables
                WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema', 'public')
                  AND table_name <> 'flyway_schema_history' AND table_name NOT LIKE '%seen%' AND table_name NOT LIKE '%last_use%'
                  AND table_name <> 'person' -- whom a request was seen from
                """)) {
            while (found.next()) {
                if (!NOT_BUSINESS.contains(found.getString(1))) {
                    tables.add("\"" + found.getString(1) + "\".\"" + found.getString(2) + "\"");
                }
            }
        }
        return tables;
    }
}
