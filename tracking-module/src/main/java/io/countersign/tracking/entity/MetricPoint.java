package io.countersign.tracking.entity;

import java.util.Comparator;

/**
 * One point of a metric series, as it is stored: infinities are the largest finite doubles, as MLflow's SQL store has
 * them, and negative zero is zero. NaN stays.
 *
 * @param key name of the metric
 * @param value the value, never infinite
 * @param timestamp epoch milliseconds
 * @param step may be negative
 */
public record MetricPoint(String key, double value, long timestamp, long step) {

    /** The order in which the last one of a series is its latest value; a NaN counts as 0 and gives way to a real 0. */
    public static final Comparator<MetricPoint> BY_RECENCY = MetricPoint::compare;

    public MetricPoint {
        if (Double.isInfinite(value)) {
            value = Math.copySign(Double.MAX_VALUE, value);
        } else if (value == 0) {
            value = 0.0;
        }
    }

    private static int compare(MetricPoint left, MetricPoint right) {
        int order = Long.compare(left.step, right.step);
        order = order != 0 ? order : Long.compare(left.timestamp, right.timestamp);
        order = order != 0 ? order : Double.compare(left.storedValue(), right.storedValue());
        return order != 0 ? order : Boolean.compare(right.isNan(), left.isNan());
    }

    public boolean isNan() {
        return Double.isNaN(value);
    }

    /** What stands in the database beside the NaN flag. */
    public double storedValue() {
        return isNan() ? 0.0 : value;
    }
}
