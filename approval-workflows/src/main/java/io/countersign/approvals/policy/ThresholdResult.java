package io.countersign.approvals.policy;

import com.fasterxml.jackson.annotation.JsonIgnore;
import org.jspecify.annotations.Nullable;

/**
 * How one metric stood against one limit.
 *
 * @param metric name of the metric as it is logged, slice included
 * @param slice the slice of it; null for all of the data
 * @param comparator how it had to compare
 * @param limit the limit
 * @param baseline what the limit is measured from; null in results of before there was a choice
 * @param champion the champion's value, null when the limit is fixed or there is no champion
 * @param value the run's last value, possibly NaN or infinite; null when no run that may supply it has such a metric
 * @param origin where the value comes from; null without a value
 * @param verdict whether the limit was kept
 * @param reason why not, {@code test/auc 0.612 < 0.70}, or what else is to be said; null when it was simply kept
 * @param policy the policy that sets the limit, {@code model-promotion@3}; null in results of before it was kept
 */
public record ThresholdResult(
        String metric,
        @Nullable String slice,
        Comparator comparator,
        double limit,
        @Nullable Baseline baseline,
        @Nullable Double champion,
        @Nullable Double value,
        @Nullable Origin origin,
        Verdict verdict,
        @Nullable String reason,
        @Nullable String policy) {

    /**
     * Where a number comes from.
     *
     * @param run the run that logged it
     * @param supplier whose run it is
     * @param dataset name of the dataset it was measured on, null when the run names none
     * @param datasetDigest its digest
     * @param split its split
     */
    public record Origin(
            String run,
            Supplier supplier,
            @Nullable String dataset,
            @Nullable String datasetDigest,
            @Nullable String split) {}

    /** A fixed limit, without more being known. */
    public ThresholdResult(
            String metric,
            Comparator comparator,
            double limit,
            @Nullable Double value,
            Verdict verdict,
            @Nullable String reason) {
        this(metric, null, comparator, limit, Baseline.FIXED, null, value, null, verdict, reason, null);
    }

    @JsonIgnore
    public boolean failed() {
        return verdict == Verdict.FAILED;
    }

    /** The same, let pass by a waiver. */
    public ThresholdResult waived(String why) {
        return new ThresholdResult(
                metric,
                slice,
                comparator,
                limit,
                baseline,
                champion,
                value,
                origin,
                Verdict.WAIVED,
                reason + "; " + why,
                policy);
    }
}
