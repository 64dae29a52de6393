package io.countersign.reports.document;

import org.jspecify.annotations.Nullable;

/**
 * A metric's name taken apart: {@code split/metric}, {@code split/metric/attribute:value}, and either with {@code
 * /ci_low} or {@code /ci_high} for the bounds of its interval. A name of another form is a metric without a split.
 *
 * @param split data that it was computed on, empty when the name has none
 * @param metric what was measured
 * @param slice part of the data, empty for all of it
 * @param bound {@code ci_low} or {@code ci_high}, null for the value itself
 */
record MetricName(
        String split, String metric, String slice, @Nullable String bound) {

    static MetricName parse(String name) {
        String rest = name;
        String bound = null;
        for (String suffix : new String[] {"ci_low", "ci_high"}) {
            if (rest.endsWith("/" + suffix)) {
                bound = suffix;
                rest = rest.substring(0, rest.length() - suffix.length() - 1);
            }
        }
        int first = rest.indexOf('/');
        if (first < 0) {
            return new MetricName("", rest, "", bound);
        }
        int second = rest.indexOf('/', first + 1);
        String slice = second < 0 ? "" : rest.substring(second + 1);
        if (!slice.isEmpty() && !slice.contains(":")) {
            return new MetricName(rest.substring(0, first), rest.substring(first + 1), "", bound);
        }
        String metric = rest.substring(first + 1, second < 0 ? rest.length() : second);
        return new MetricName(rest.substring(0, first), metric, slice, bound);
    }

    /** What its value and the two bounds share. */
    MetricName withoutBound() {
        return new MetricName(split, metric, slice, null);
    }
}
