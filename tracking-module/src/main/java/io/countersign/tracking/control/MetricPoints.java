package io.countersign.tracking.control;

import io.countersign.tracking.entity.MetricPoint;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Points and the latest of each series, sorted, each once: as the database's functions take them. */
final class MetricPoints {
    private final Columns all;
    private final Columns latest;
    private final long[] firstSteps;

    /** @param keys number of each metric's name */
    MetricPoints(Collection<MetricPoint> points, Map<String, Integer> keys) {
        MetricPoint[] sorted = points.toArray(MetricPoint[]::new);
        Arrays.sort(sorted, byNumber(keys));
        all = new Columns(sorted.length);
        latest = new Columns(sorted.length);
        long[] first = new long[sorted.length];
        MetricPoint before = null;
        for (MetricPoint point : sorted) {
            if (point.equals(before)) {
                continue;
            }
            before = point;
            int key = keys.getOrDefault(point.key(), 0);
            all.add(key, point);
            if (latest.size > 0 && latest.keys[latest.size - 1] == key) {
                latest.size--;
            } else {
                first[latest.size] = point.step();
            }
            latest.add(key, point);
        }
        all.trim();
        latest.trim();
        firstSteps = Arrays.copyOf(first, latest.size);
    }

    /**
     * The arguments, an array each: six of the series, five of the points. Keys and NaN flags of the points are left out when
     * there is one series without a NaN, as in most large batches.
     */
    List<Object> arguments() {
        boolean oneSeries = areOfOneSeries();
        return List.of(
                latest.keys,
                firstSteps,
                latest.steps,
                latest.times,
                latest.values,
                latest.nans,
                oneSeries ? new int[0] : all.keys,
                all.steps,
                all.times,
                all.values,
                oneSeries ? new boolean[0] : all.nans);
    }

    /** Whether all points are of one series and none is NaN, as in most large batches. */
    boolean areOfOneSeries() {
        return latest.size == 1 && !all.holdNan;
    }

    /** The arguments for points of one series: run, series, first and last step, time and value of the latest, three arrays. */
    List<Object> argumentsOfOneSeries(String runId) {
        return List.of(
                runId,
                latest.keys[0],
                firstSteps[0],
                latest.steps[0],
                latest.times[0],
                latest.values[0],
                all.steps,
                all.times,
                all.values);
    }

    private static Comparator<MetricPoint> byNumber(Map<String, Integer> keys) {
        return (left, right) -> left.key().equals(right.key())
                ? MetricPoint.BY_RECENCY.compare(left, right)
                : Integer.compare(keys.getOrDefault(left.key(), 0), keys.getOrDefault(right.key(), 0));
    }

    /** Points as PostgreSQL takes them: an array for each column. */
    private static final class Columns {
        private int[] keys;
        private long[] steps;
        private long[] times;
        private double[] values;
        private boolean[] nans;
        private int size;
        private boolean holdNan;

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
            holdNan |= point.isNan();
            size++;
        }

        void trim() {
            if (size == keys.length) {
                return;
            }
            keys = Arrays.copyOf(keys, size);
            steps = Arrays.copyOf(steps, size);
            times = Arrays.copyOf(times, size);
            values = Arrays.copyOf(values, size);
            nans = Arrays.copyOf(nans, size);
        }
    }
}
