package io.countersign.approvals.policy;

/**
 * A limit that a metric must keep.
 *
 * @param metric full name: {@code test/auc}, {@code test/auc/age:under_25}
 * @param comparator how value and limit must compare
 * @param limit the limit, finite
 */
public record Threshold(String metric, Comparator comparator, double limit) {
    public Threshold {
        if (metric.isBlank() || !Double.isFinite(limit)) {
            throw new IllegalArgumentException("a threshold has a metric and a finite limit: " + metric + " " + limit);
        }
    }
}
