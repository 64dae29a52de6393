package io.countersign.samples.metrics;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.stream.IntStream;

/** A confidence interval. */
public record Interval(double low, double high) {

    private static final int RESAMPLES = 1000;
    private static final double TAIL = 0.025;

    public Interval {
        if (!(low <= high)) {
            throw new IllegalArgumentException("interval from " + low + " to " + high);
        }
    }

    /**
     * 95 % interval of the AUC by the percentile bootstrap with 1,000 resamples. Resamples with one class only count for
     * nothing; empty if the scores themselves hold one class only.
     */
    public static Optional<Interval> ofAuc(Scores scores, long seed) {
        if (scores.auc().isEmpty()) {
            return Optional.empty();
        }
        Random random = new Random(seed);
        double[] resampled = IntStream.range(0, RESAMPLES)
                .mapToObj(r -> scores.resample(random).auc())
                .flatMapToDouble(OptionalDouble::stream)
                .sorted()
                .toArray();
        return resampled.length == 0
                ? Optional.empty()
                : Optional.of(new Interval(quantile(resampled, TAIL), quantile(resampled, 1 - TAIL)));
    }

    /** Linear interpolation between order statistics (type 7 of Hyndman and Fan, 1996). */
    static double quantile(double[] ascending, double share) {
        if (ascending.length == 0 || !(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("quantile " + share + " of " + Arrays.toString(ascending));
        }
        double position = share * (ascending.length - 1);
        int below = (int) Math.floor(position);
        int above = (int) Math.ceil(position);
        return ascending[below] + (position - below) * (ascending[above] - ascending[below]);
    }
}
