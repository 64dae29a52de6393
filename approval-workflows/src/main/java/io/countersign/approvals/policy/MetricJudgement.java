package io.countersign.approvals.policy;

import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Judges numbers by thresholds. A number that is missing, not a number, or not from where the policy wants it fails: silence
 * is no evidence. The number of the most independent run that may supply it counts.
 *
 * @param sources the runs whose numbers may count
 * @param champion the champion's values by full name; null when there is no champion
 * @param policy the policy, as results name it
 */
public record MetricJudgement(
        List<NumberSource> sources,
        @Nullable Map<String, Double> champion,
        @Nullable String policy) {
    public MetricJudgement {
        sources = sources.stream()
                .sorted(Comparator.comparing(NumberSource::supplier))
                .toList();
    }

    /** By one run's values alone, one result for each threshold, in their order. */
    public static List<ThresholdResult> judge(List<Threshold> thresholds, Map<String, Double> metrics) {
        NumberSource run = new NumberSource("", Supplier.DEVELOPER, metrics, List.of());
        return new MetricJudgement(List.of(run), null, null).judge(thresholds);
    }

    /** One result for each threshold, in their order. */
    public List<ThresholdResult> judge(List<Threshold> thresholds) {
        return thresholds.stream().map(this::judge).toList();
    }

    private ThresholdResult judge(Threshold threshold) {
        String name = threshold.loggedName();
        Optional<NumberSource> source = sources.stream()
                .filter(run ->
                        run.metrics().containsKey(name) && threshold.origin().met(run))
                .findFirst();
        Double value = source.map(run -> run.metrics().get(name)).orElse(null);
        Double compared = threshold.baseline() == Baseline.FIXED || champion == null ? null : champion.get(name);
        String reason = reason(threshold, value, compared);
        boolean kept = value != null && kept(threshold, value, compared);
        return new ThresholdResult(
                name,
                threshold.slice().isEmpty() ? null : threshold.slice(),
                threshold.comparator(),
                threshold.limit(),
                threshold.baseline(),
                compared,
                value,
                source.map(run -> run.origin(threshold)).orElse(null),
                kept ? Verdict.PASSED : Verdict.FAILED,
                reason,
                policy);
    }

    private boolean kept(Threshold threshold, double value, @Nullable Double compared) {
        if (Double.isNaN(value)) {
            return false;
        }
        if (threshold.baseline() == Baseline.FIXED) {
            return threshold.comparator().holds(value, threshold.limit());
        }
        if (champion == null) {
            return true;
        }
        return compared != null
                && threshold.comparator().holds(threshold.baseline().measured(value, compared), threshold.limit());
    }

    private @Nullable String reason(Threshold threshold, @Nullable Double value, @Nullable Double compared) {
        String name = threshold.loggedName();
        String demanded = threshold.comparator().symbol() + " " + number(threshold.limit());
        if (value == null) {
            boolean elsewhere = sources.stream().anyMatch(run -> run.metrics().containsKey(name));
            return elsewhere
                    ? name + " does not come from " + threshold.origin().text() + ", must be " + demanded
                    : name + " is missing, must be " + demanded;
        }
        if (value.isNaN()) {
            return name + " is NaN, must be " + demanded;
        }
        if (threshold.baseline() == Baseline.FIXED) {
            return kept(threshold, value, null) ? null : against(threshold, name + " " + number(value));
        }
        if (champion == null) {
            return name + ": there is no champion to compare with";
        }
        if (compared == null) {
            return name + ": the champion has no such metric, must be " + demanded;
        }
        return kept(threshold, value, compared)
                ? null
                : against(
                        threshold,
                        name + " " + number(value) + " (champion " + number(compared) + "), "
                                + threshold.baseline().text() + " "
                                + number(threshold.baseline().measured(value, compared)));
    }

    private static String against(Threshold threshold, String value) {
        return value + " " + threshold.comparator().opposite() + " " + number(threshold.limit());
    }

    /** At least two decimals and never rounded: 0.6999999 must not read as 0.70. */
    private static String number(double value) {
        return Double.isFinite(value)
                ? new DecimalFormat("0.00###############", DecimalFormatSymbols.getInstance(Locale.ROOT)).format(value)
                : Double.toString(value);
    }
}
