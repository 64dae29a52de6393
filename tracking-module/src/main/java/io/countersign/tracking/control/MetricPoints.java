package io.countersign.tracking.control;

import io.countersign.tracking.entity.MetricPoint;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Points and the latest value of each series, written in one call of a database function. */
final class MetricPoints {
    private static final String WRITE = "SELECT tracking.log_points(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

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
        Columns all = new Columns(sorted.size());
        Columns latest = new Columns(sorted.size());
        long[] firstSteps = new long[sorted.size()];
        for (MetricPoint point : sorted) {
            int key = keys.getOrDefault(point.key(), 0);
            all.add(key, point);
            if (latest.size > 0 && latest.keys[latest.size - 1] == key) {
                latest.size--;
            } else {
                firstSteps[latest.size] = point.step();
            }
            latest.add(key, point);
        }
        latest.trim();
        Sql.list(
                connection,
                WRITE,
                row -> 0,
                run,
                latest.keys,
                Arrays.copyOf(firstSteps, latest.size),
                latest.steps,
                latest.times,
                latest.values,
                latest.nans,
                all.keys,
                all.steps,
                all.times,
                all.values,
                all.nans);
    }

    /** Points as PostgreSQL takes them: an array for each column. */
    private static final class Columns {
        private int[] keys;
        private long[] steps;
        private long[] times;
        private double[] values;
        private boolean[] nans;
        private int size;

        Columns(int capacity) {
            keys = new int[capacity];
            steps = new long[capacity];
            times = new long[capacity];
            values = new double[capacity];
            nans = new boolean[capacity];
        }

        void add(int key, MetricPoint point) {
            keys[size] = key;
            steps[size] = point.step();
            times[size] = point.timestamp();
            values[size] = point.storedValue();
            nans[size] = point.isNan();
            size++;
        }

        void trim() {
            keys = Arrays.copyOf(keys, size);
            steps = Arrays.copyOf(steps, size);
            times = Arrays.copyOf(times, size);
            values = Arrays.copyOf(values, size);
            nans = Arrays.copyOf(nans, size);
        }
    }
}
