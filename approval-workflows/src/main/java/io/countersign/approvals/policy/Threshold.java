package io.countersign.approvals.policy;

import org.jspecify.annotations.Nullable;

/**
 * A limit that a metric must keep.
 *
 * @param metric name without its slice: {@code test/auc}
 * @param slice part of the data, {@code age:under_25}; empty for all of it
 * @param comparator how value and limit must compare
 * @param limit the limit, finite
 * @param baseline what the limit is measured from
 * @param origin where the number must come from
 */
public record Threshold(
        String metric, String slice, Comparator comparator, double limit, Baseline baseline, Demanded origin) {
    public Threshold {
        if (metric.isBlank() || !Double.isFinite(limit)) {
            throw new IllegalArgumentException("a threshold has a metric and a finite limit: " + metric + " " + limit);
        }
    }

    /** A fixed limit for a number of any origin. */
    public Threshold(String metric, Comparator comparator, double limit) {
        this(metric, "", comparator, limit, Baseline.FIXED, Demanded.ANY);
    }

    /** The metric's name as it is logged: {@code test/auc/age:under_25}. */
    public String loggedName() {
        return slice.isEmpty() ? metric : metric + "/" + slice;
    }

    /**
     * Where a number must come from.
     *
     * @param supplier whose run; null for anybody's
     * @param dataset name of a dataset that the run used; empty for any
     * @param split its split ({@code mlflow.data.context}); empty for any
     */
    public record Demanded(@Nullable Supplier supplier, String dataset, String split) {
        /** Any run on any data. */
        public static final Demanded ANY = new Demanded(null, "", "");

        boolean met(NumberSource source) {
            return (supplier == null || supplier == source.supplier())
                    && (!namesData() || source.dataset(this).isPresent());
        }

        boolean namesData() {
            return !dataset.isEmpty() || !split.isEmpty();
        }

        /** For people: {@code a validator's run on german-credit (test)}. */
        String text() {
            String by = supplier == null ? "a run" : "a run of origin " + supplier.wireName();
            String on = namesData() ? " on " + (dataset.isEmpty() ? "any dataset" : dataset) : "";
            return by + on + (split.isEmpty() ? "" : " (" + split + ")");
        }
    }
}
