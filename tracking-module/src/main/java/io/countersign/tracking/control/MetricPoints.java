package io.countersign.tracking.control;

import io.countersign.tracking.entity.MetricPoint;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Points and the latest value of each series, written in one call; read in MLflow's order. */
final class MetricPoints {
    private static final String WRITE = "SELECT tracking.log_points(?, ?, ?, ?, ?, ?)";

    private MetricPoints() {}

    static void write(Connection connection, long run, Collection<MetricPoint> points, Map<String, Integer> keys)
            throws SQLException {
        if (points.isEmpty()) {
            return;
        }
        List<MetricPoint> sorted = points.stream()
                .distinct()
                .sorted(Comparator.comparing((MetricPoint point) -> keys.getOrDefault(point.key(), 0))
                        .thenComparing(MetricPoint.BY_RECENCY))
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
        Sql.list(connection, WRITE, row -> 0, run, key, step, ts, value, nan);
    }
}
