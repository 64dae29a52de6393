package io.countersign.tracking.control;

import java.sql.Array;
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
        long[] all = all(connection, series, range);
        int stride = Math.max(1, (all.length + most - 1) / most);
        for (int i = 0; i < all.length; i += stride) {
            chosen.add(all[i]);
        }
        if (all.length > 0) {
            chosen.add(all[all.length - 1]);
        }
        return chosen.stream().mapToLong(Long::longValue).toArray();
    }

    /** The steps of all series, sorted, each once. They come as one array, which is much less work than rows. */
    private static long[] all(
            Connection connection, List<MetricHistory.Series> series, MetricHistory.@Nullable StepRange range)
            throws SQLException {
        if (series.isEmpty()) {
            return new long[0];
        }
        SqlText sql = new SqlText()
                .add("SELECT coalesce(array_agg(step), '{}') FROM"
                        + " (SELECT DISTINCT step FROM tracking.metric_point WHERE ");
        // An equality lets the primary key give the steps in their order; a list has them hashed and sorted.
        if (series.size() == 1) {
            sql.add("run = ?", series.get(0).run());
        } else {
            sql.add("run = ANY (?)", (Object)
                    series.stream().mapToLong(MetricHistory.Series::run).toArray());
        }
        sql.add(
                " AND key = ? AND step BETWEEN ? AND ? ORDER BY step) AS steps",
                series.get(0).key(),
                first(range),
                last(range));
        Array steps = Sql.first(connection, sql.text(), row -> row.getArray(1), sql.arguments())
                .orElseThrow();
        Long[] boxed = (Long[]) steps.getArray();
        long[] all = new long[boxed.length];
        for (int i = 0; i < all.length; i++) {
            all[i] = boxed[i];
        }
        return all;
    }

    private static long first(MetricHistory.@Nullable StepRange range) {
        return range == null ? Long.MIN_VALUE : range.first();
    }

    private static long last(MetricHistory.@Nullable StepRange range) {
        return range == null ? Long.MAX_VALUE : range.last();
    }
}
