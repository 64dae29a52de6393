package io.countersign.samples.metrics;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Predicted probabilities beside what came true. Measures that compare the two classes are undefined, and so empty,
 * where only one class occurs.
 */
public final class Scores {

    /** Keeps the logarithm of a probability of 0 finite, as scikit-learn does for doubles. */
    private static final double EPSILON = Math.ulp(1.0);

    private final boolean[] truth;
    private final double[] scores;

    /**
     * @param truth whether the positive class came true
     * @param scores predicted probability of the positive class, in the same order
     * @throws IllegalArgumentException if the lengths differ, there are none, or a score is no probability
     */
    public Scores(boolean[] truth, double[] scores) {
        if (truth.length != scores.length || truth.length == 0) {
            throw new IllegalArgumentException(truth.length + " outcomes for " + scores.length + " scores");
        }
        for (double score : scores) {
            if (!(score >= 0 && score <= 1)) {
                throw new IllegalArgumentException("not a probability: " + score);
            }
        }
        this.truth = truth.clone();
        // Adding 0 makes -0.0 equal to 0.0, which sorting tells apart.
        this.scores = Arrays.stream(scores).map(s -> s + 0.0).toArray();
    }

    public int size() {
        return truth.length;
    }

    public boolean truth(int index) {
        return truth[index];
    }

    public double score(int index) {
        return scores[index];
    }

    /** How often the positive class came true. */
    public int positives() {
        return (int) IntStream.range(0, truth.length).filter(i -> truth[i]).count();
    }

    /** The scores at some positions; a position may occur more than once. */
    public Scores at(int[] positions) {
        boolean[] someTruth = new boolean[positions.length];
        double[] someScores = new double[positions.length];
        for (int i = 0; i < positions.length; i++) {
            someTruth[i] = truth[positions[i]];
            someScores[i] = scores[positions[i]];
        }
        return new Scores(someTruth, someScores);
    }

    /** As many cases, each drawn at random with replacement. */
    Scores resample(Random random) {
        return at(random.ints(size(), 0, size()).toArray());
    }

    List<TieGroup> groups() {
        return TieGroup.ascending(truth, scores);
    }

    /**
     * Area under the ROC curve: the probability that a random positive scores higher than a random negative, ties
     * counting one half (Mann-Whitney U by mid-ranks).
     */
    public OptionalDouble auc() {
        double positives = positives();
        double negatives = truth.length - positives;
        if (positives == 0 || negatives == 0) {
            return OptionalDouble.empty();
        }
        double wins = 0;
        double negativesBelow = 0;
        for (TieGroup group : groups()) {
            wins += group.positives() * (negativesBelow + 0.5 * group.negatives());
            negativesBelow += group.negatives();
        }
        return OptionalDouble.of(wins / (positives * negatives));
    }

    /**
     * Kolmogorov-Smirnov: the greatest distance between the score distributions of the two classes, looked at only
     * between distinct scores.
     */
    public OptionalDouble ks() {
        double positives = positives();
        double negatives = truth.length - positives;
        if (positives == 0 || negatives == 0) {
            return OptionalDouble.empty();
        }
        double positivesBelow = 0;
        double negativesBelow = 0;
        double greatest = 0;
        for (TieGroup group : groups()) {
            positivesBelow += group.positives();
            negativesBelow += group.negatives();
            greatest = Math.max(greatest, Math.abs(positivesBelow / positives - negativesBelow / negatives));
        }
        return OptionalDouble.of(greatest);
    }

    /** Brier score: mean squared distance between the probability and what came true; 0 is perfect. */
    public double brier() {
        double sum = 0;
        for (int i = 0; i < truth.length; i++) {
            double error = scores[i] - (truth[i] ? 1 : 0);
            sum += error * error;
        }
        return sum / truth.length;
    }

    /** Share of right decisions, where a probability of at least one half decides for the positive class. */
    public double accuracy() {
        long right = IntStream.range(0, truth.length)
                .filter(i -> scores[i] >= 0.5 == truth[i])
                .count();
        return (double) right / truth.length;
    }

    /** Mean negative log-likelihood, natural logarithm. */
    public double logLoss() {
        double sum = 0;
        for (int i = 0; i < truth.length; i++) {
            double probability = truth[i] ? scores[i] : 1 - scores[i];
            sum -= Math.log(Math.min(1 - EPSILON, Math.max(EPSILON, probability)));
        }
        return sum / truth.length;
    }

    @Override
    public String toString() {
        return "Scores[size=" + size() + ", positives=" + positives() + ", mean="
                + Arrays.stream(scores).average().orElseThrow() + "]";
    }
}
