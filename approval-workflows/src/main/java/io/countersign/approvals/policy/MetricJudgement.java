package io.countersign.approvals.policy;

import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Judges a run's metrics by thresholds. A metric that is missing or not a number fails: silence is no evidence. */
public final class MetricJudgement {
    private MetricJudgement() {}

    /** One result for each threshold, in their order. */
    public static List<ThresholdResult> judge(List<Threshold> thresholds, Map<String, Double> metrics) {
        return thresholds.stream()
                .map(threshold -> judge(threshold, metrics.get(threshold.metric())))
                .toList();
    }

    private static ThresholdResult judge(Threshold threshold, @Nullable Double value) {
        boolean passed = value != null && threshold.comparator().holds(value, threshold.limit());
        return new ThresholdResult(
                threshold.metric(),
                threshold.comparator(),
                threshold.limit(),
                value,
                passed ? Verdict.PASSED : Verdict.FAILED,
                passed ? null : reason(threshold, value));
    }

    private static String reason(Threshold threshold, @Nullable Double value) {
        String demanded = threshold.comparator().symbol() + " " + number(threshold.limit());
        if (value == null) {
            return threshold.metric() + " is missing, must be " + demanded;
        }
        if (value.isNaN()) {
            return threshold.metric() + " is NaN, must be " + demanded;
        }
        return threshold.metric() + " " + number(value) + " "
                + threshold.comparator().opposite() + " " + number(threshold.limit());
    }

    /** At least two decimals and never rounded: 0.6999999 must not read as 0.70. */
    private static String number(double value) {
        return Double.isInfinite(value)
                ? Double.toString(value)
                : new DecimalFormat("0.00###############", DecimalFormatSymbols.getInstance(Locale.ROOT)).format(value);
    }
}
