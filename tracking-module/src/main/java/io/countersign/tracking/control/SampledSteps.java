package io.countersign.tracking.control;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Chooses steps out of many, so that a chart of them looks like a chart of all. */
final class SampledSteps {
    private SampledSteps() {}

    /** Sorted; see {@link MetricHistory#sampledSteps}. */
    static long[] of(
            Connection connection, List<MetricHistory.Series> series, MetricHistory.@Nullable StepRange range, int most)
            throws SQLException {
        TreeSet<Long> chosen = new TreeSet<>();
        for (MetricHistory.Series one : series) {
            // Two probes of the primary key each.
            Sql.each(
                    connection,
                    "SELECT min(step), max(step) FROM tracking.metric_point WHERE run = ? AND key = ?"
                            + " AND step BETWEEN ? AND ?",
                    row -> {
                        long first = row.getLong(1);
                        if (!row.wasNull()) {
                            chosen.add(first);
                            chosen.add(row.getLong(2));
                        }
                    },
                    one.run(),
                    one.key(),
                    first(range),
                    last(range));
        }
        chosen.addAll(spread(connection, series, range, most)); // the last of all steps is the last of a series
        return chosen.stream().mapToLong(Long::longValue).toArray();
    }

    /** Of the steps of all series every n-th, counted where they are: of a hundred thousand few need to travel. */
    private static List<Long> spread(
            Connection connection, List<MetricHistory.Series> series, MetricHistory.@Nullable StepRange range, int most)
            throws SQLException {
        if (series.isEmpty()) {
            return List.of();
        }
        SqlText sql = new SqlText()
                .add("WITH every AS MATERIALIZED (SELECT array_agg(step) AS steps FROM"
                        + " (SELECT DISTINCT step FROM tracking.metric_point WHERE ");
        // An equality lets the primary key give the steps in their order; a list has them hashed and sorted.
        if (series.size() == 1) {
            sql.add("run = ?", series.get(0).run());
        } else {
            sql.add("run = ANY (?)", (Object)
                    series.stream().mapToLong(MetricHistory.Series::run).toArray());
        }
        sql.add(
                        " AND key = ? AND step BETWEEN ? AND ? ORDER BY step) AS s) SELECT steps[i] FROM every,",
                        series.get(0).key(),
                        first(range),
                        last(range))
                .add(
                        " generate_series(1, cardinality(steps), greatest(1, (cardinality(steps) + ? - 1) / ?)) AS i",
                        most,
                        most);
        return Sql.list(connection, sql.text(), row -> row.getLong(1), sql.arguments());
    }

    private static long first(MetricHistory.@Nullable StepRange range) {
        return range == null ? Long.MIN_VALUE : range.first();
    }

    private static long last(MetricHistory.@Nullable StepRange range) {
        return range == null ? Long.MAX_VALUE : range.last();
    }
}
