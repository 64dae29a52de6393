package io.countersign.samples.metrics;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Points of a plot, as two lists of equal length.
 */
public record Curve(List<Double> x, List<Double> y) {

    public Curve {
        x = List.copyOf(x);
        y = List.copyOf(y);
        if (x.size() != y.size()) {
            throw new IllegalArgumentException(x.size() + " x for " + y.size() + " y");
        }
    }

    /**
     * The ROC curve, false positive rate against true positive rate, one point for each distinct score, from (0,0) to
     * (1,1).
     *
     * @throws IllegalArgumentException if only one class occurs
     */
    public static Curve roc(Scores scores) {
        double positives = scores.positives();
        double negatives = scores.size() - positives;
        if (positives == 0 || negatives == 0) {
            throw new IllegalArgumentException("a ROC curve needs both classes: " + scores);
        }
        List<Double> x = new ArrayList<>(List.of(0.0));
        List<Double> y = new ArrayList<>(List.of(0.0));
        double truePositives = 0;
        double falsePositives = 0;
        List<TieGroup> highestFirst = new ArrayList<>(scores.groups());
        Collections.reverse(highestFirst);
        for (TieGroup group : highestFirst) {
            truePositives += group.positives();
            falsePositives += group.negatives();
            x.add(falsePositives / negatives);
            y.add(truePositives / positives);
        }
        return new Curve(x, y);
    }

    /** Calibration: mean predicted probability against observed share, in bins of equal width; empty bins left out. */
    public static Curve calibration(Scores scores, int bins) {
        double[] predicted = new double[bins];
        int[] observed = new int[bins];
        int[] count = new int[bins];
        for (int i = 0; i < scores.size(); i++) {
            int bin = Math.min(bins - 1, (int) (scores.score(i) * bins));
            predicted[bin] += scores.score(i);
            observed[bin] += scores.truth(i) ? 1 : 0;
            count[bin]++;
        }
        List<Double> x = new ArrayList<>();
        List<Double> y = new ArrayList<>();
        for (int bin = 0; bin < bins; bin++) {
            if (count[bin] > 0) {
                x.add(predicted[bin] / count[bin]);
                y.add((double) observed[bin] / count[bin]);
            }
        }
        return new Curve(x, y);
    }
}
