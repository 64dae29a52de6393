package io.countersign.approvals.policy;

import org.jspecify.annotations.Nullable;

/**
 * How one metric stood against one limit.
 *
 * @param metric name of the metric
 * @param comparator how it had to compare
 * @param limit the limit
 * @param value the run's last value, possibly NaN or infinite; null when the run has no such metric
 * @param verdict whether the limit was kept
 * @param reason why not, {@code test/auc 0.612 < 0.70}; null when it was kept
 */
public record ThresholdResult(
        String metric,
        Comparator comparator,
        double limit,
        @Nullable Double value,
        Verdict verdict,
        @Nullable String reason) {

    public boolean failed() {
        return verdict == Verdict.FAILED;
    }
}
