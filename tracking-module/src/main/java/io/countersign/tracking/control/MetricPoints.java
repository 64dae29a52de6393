package io.countersign.tracking.control;

import io.countersign.tracking.entity.MetricPoint;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Points and the latest value of each series, written in one statement; read in MLflow's order. */
final class MetricPoints {
    /** The order of rows is the order of locks. The same point again changes nothing. */
    private static final String WRITE = """
            WITH logged AS (
                SELECT * FROM unnest(?::integer[], ?::bigint[], ?::bigint[], ?::float8[], ?::boolean[])
                    AS point (key, step, ts, value, is_nan)),
            points AS (
                INSERT INTO tracking.metric_point (run, key, step, ts, value, is_nan)
                SELECT ?, key, step, ts, value, is_nan FROM logged ORDER BY key, step, ts, is_nan, value
                ON CONFLICT DO NOTHING)
            INSERT INTO tracking.latest_metric AS latest (run, key, step, ts, value, is_nan)
            SELECT DISTINCT ON (key) ?, key, step, ts, value, is_nan FROM logged
            ORDER BY key, step DESC, ts DESC, value DESC, is_nan
            ON CONFLICT (run, key) DO UPDATE
            SET step = excluded.step, ts = excluded.ts, value = excluded.value, is_nan = excluded.is_nan
            WHERE (excluded.step, excluded.ts, excluded.value, NOT excluded.is_nan)
                > (latest.step, latest.ts, latest.value, NOT latest.is_nan)
            """;

    private MetricPoints() {}

    static void write(Connection connection, long run, Collection<MetricPoint> points, Map<String, Integer> keys)
            throws SQLException {
        if (points.isEmpty()) {
            return;
        }
        List<MetricPoint> sorted = points.stream()
                .distinct()
                .sorted(Comparator.comparing(MetricPoint::key).thenComparing(MetricPoint.BY_RECENCY))
                .toList();
        int n = sorted.size();
        int[] key = new int[n];
        long[] step = new long[n];
        long[] ts = new long[n];
        double[] value = new double[n];
        boolean[] nan = new boolean[n];
        for (int i = 0; i < n; i++) {
            MetricPoint point = sorted.get(i);
            key[i] = keys.getOrDefault(point.key(), 0);
            step[i] = point.step();
            ts[i] = point.timestamp();
            value[i] = point.storedValue();
            nan[i] = point.isNan();
        }
        Sql.update(connection, WRITE, key, step, ts, value, nan, run, run);
    }

    /** One page of a series by timestamp, step, value; all of it when {@code limit} is null. */
    static List<MetricPoint> history(
            Connection connection, String runId, String key, @Nullable Integer limit, long offset) throws SQLException {
        return Sql.list(
                connection,
                """
                SELECT k.name, p.value, p.is_nan, p.ts, p.step
                FROM tracking.metric_point p JOIN tracking.metric_key k ON k.id = p.key
                JOIN tracking.run r ON r.id = p.run
                WHERE r.run_id = ? AND k.name = ?
                ORDER BY p.ts, p.step, p.value, p.is_nan LIMIT ?::bigint OFFSET ?
                """,
                row -> new MetricPoint(
                        row.getString(1),
                        row.getBoolean(3) ? Double.NaN : row.getDouble(2),
                        row.getLong(4),
                        row.getLong(5)),
                runId,
                key,
                limit,
                offset);
    }
}
