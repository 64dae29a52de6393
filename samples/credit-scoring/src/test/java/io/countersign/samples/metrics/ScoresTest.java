package io.countersign.samples.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class ScoresTest {

    private static final Offset<Double> EXACT = within(1e-12);

    @Test
    void aucCountsPairsInTheRightOrder() {
        // The example of scikit-learn's roc_auc_score: 3 of 4 pairs are in the right order.
        Scores scores = scores(new int[] {0, 0, 1, 1}, 0.1, 0.4, 0.35, 0.8);
        assertThat(scores.auc().orElseThrow()).isEqualTo(0.75, EXACT);
    }

    @Test
    void aucCountsTiesOneHalf() {
        // Pairs of positive against negative: 0.5-0.5 half, 0.5-0.2 win, 0.9-0.5 win, 0.9-0.2 win = 3.5 of 4.
        Scores scores = scores(new int[] {1, 0, 1, 0}, 0.5, 0.5, 0.9, 0.2);
        assertThat(scores.auc().orElseThrow()).isEqualTo(0.875, EXACT);
        assertThat(scores(new int[] {1, 0, 1, 0, 0}, 0.3, 0.3, 0.3, 0.3, 0.3)
                        .auc()
                        .orElseThrow())
                .isEqualTo(0.5, EXACT);
    }

    @Test
    void aucAgreesWithTheDefinitionPairByPair() {
        Random random = new Random(7);
        int[] truth = random.ints(200, 0, 2).toArray();
        double[] values = random.ints(200, 0, 20).mapToDouble(i -> i / 20.0).toArray();
        double wins = 0;
        double pairs = 0;
        for (int i = 0; i < truth.length; i++) {
            for (int j = 0; j < truth.length; j++) {
                if (truth[i] == 1 && truth[j] == 0) {
                    pairs++;
                    wins += values[i] > values[j] ? 1 : values[i] == values[j] ? 0.5 : 0;
                }
            }
        }
        assertThat(scores(truth, values).auc().orElseThrow()).isEqualTo(wins / pairs, EXACT);
    }

    @Test
    void zeroAndNegativeZeroAreOneScore() {
        assertThat(scores(new int[] {1, 0}, -0.0, 0.0).auc().orElseThrow()).isEqualTo(0.5, EXACT);
    }

    @Test
    void ksIsTheGreatestDistanceOfTheDistributions() {
        // After 0.1: 0 of 2 positives, 1 of 2 negatives. After 0.35: 1/2 and 1/2. After 0.4: 1/2 and 1.
        assertThat(scores(new int[] {0, 0, 1, 1}, 0.1, 0.4, 0.35, 0.8).ks().orElseThrow())
                .isEqualTo(0.5, EXACT);
        assertThat(scores(new int[] {0, 0, 1, 1}, 0.1, 0.2, 0.3, 0.4).ks().orElseThrow())
                .isEqualTo(1.0, EXACT);
    }

    @Test
    void ksDoesNotLookInsideATie() {
        assertThat(scores(new int[] {1, 1, 0, 0}, 0.5, 0.5, 0.5, 0.5).ks().orElseThrow())
                .isEqualTo(0.0, EXACT);
        // At and below 0.5: 1 of 2 positives, 2 of 3 negatives.
        assertThat(scores(new int[] {1, 1, 0, 0, 0}, 0.5, 0.9, 0.5, 0.5, 0.9)
                        .ks()
                        .orElseThrow())
                .isEqualTo(2.0 / 3 - 1.0 / 2, EXACT);
    }

    @Test
    void brierIsTheMeanSquaredError() {
        // The example of scikit-learn's brier_score_loss.
        assertThat(scores(new int[] {0, 1, 1, 0}, 0.1, 0.9, 0.8, 0.3).brier()).isEqualTo(0.0375, EXACT);
    }

    @Test
    void accuracyDecidesForThePositiveClassFromOneHalf() {
        assertThat(scores(new int[] {1, 0, 1, 0}, 0.5, 0.5, 0.49, 0.1).accuracy())
                .isEqualTo(0.5, EXACT);
    }

    @Test
    void logLossIsTheMeanNegativeLogLikelihoodAndStaysFinite() {
        assertThat(scores(new int[] {1, 0}, 0.8, 0.4).logLoss()).isEqualTo(-(Math.log(0.8) + Math.log(0.6)) / 2, EXACT);
        assertThat(scores(new int[] {1}, 0.0).logLoss()).isEqualTo(-Math.log(Math.ulp(1.0)), EXACT);
    }

    @Test
    void measuresOfTwoClassesAreEmptyWhereOnlyOneOccurs() {
        Scores oneClass = scores(new int[] {1, 1, 1}, 0.2, 0.5, 0.9);
        assertThat(oneClass.auc()).isEmpty();
        assertThat(oneClass.ks()).isEmpty();
        assertThat(Interval.ofAuc(oneClass, 1)).isEmpty();
        assertThat(oneClass.brier()).isEqualTo((0.64 + 0.25 + 0.01) / 3, EXACT);
    }

    @Test
    void scoresThatAreNoProbabilitiesAreRefused() {
        assertThatThrownBy(() -> scores(new int[] {1}, 1.5)).hasMessageContaining("1.5");
        assertThatThrownBy(() -> scores(new int[] {1}, Double.NaN)).hasMessageContaining("NaN");
        assertThatThrownBy(() -> scores(new int[] {1, 0}, 0.5)).hasMessageContaining("2 outcomes for 1 scores");
    }

    @Test
    void intervalHoldsTheEstimateAndIsTheSameForTheSameSeed() {
        Random random = new Random(3);
        int[] truth = random.ints(300, 0, 2).toArray();
        double[] values = new double[300];
        for (int i = 0; i < values.length; i++) {
            values[i] = Math.min(1, Math.max(0, 0.4 + 0.2 * truth[i] + 0.2 * random.nextGaussian()));
        }
        Scores scores = scores(truth, values);
        Interval interval = Interval.ofAuc(scores, 42).orElseThrow();
        double auc = scores.auc().orElseThrow();
        assertThat(auc).isBetween(interval.low(), interval.high());
        // Hanley and McNeil's standard error at this AUC and size is near 0.025: an interval of about 0.1.
        assertThat(interval.high() - interval.low()).isBetween(0.06, 0.14);
        assertThat(Interval.ofAuc(scores, 42)).contains(interval);
        assertThat(Interval.ofAuc(scores, 43)).isNotEqualTo(interval);
    }

    @Test
    void quantileInterpolates() {
        assertThat(Interval.quantile(new double[] {1, 2, 3, 4}, 0.5)).isEqualTo(2.5, EXACT);
        assertThat(Interval.quantile(new double[] {1, 2, 3, 4}, 0.0)).isEqualTo(1, EXACT);
        assertThat(Interval.quantile(new double[] {1, 2, 3, 4}, 1.0)).isEqualTo(4, EXACT);
    }

    @Test
    void rocHasOnePointForEachDistinctScore() {
        Curve roc = Curve.roc(scores(new int[] {1, 0, 1, 0}, 0.5, 0.5, 0.9, 0.2));
        assertThat(roc.x()).containsExactly(0.0, 0.0, 0.5, 1.0);
        assertThat(roc.y()).containsExactly(0.0, 0.5, 1.0, 1.0);
        assertThatThrownBy(() -> Curve.roc(scores(new int[] {1}, 0.5))).hasMessageContaining("both classes");
    }

    @Test
    void calibrationComparesMeanPredictionWithObservedShare() {
        Curve curve = Curve.calibration(scores(new int[] {0, 1, 1, 1}, 0.1, 0.3, 0.9, 1.0), 2);
        assertThat(curve.x()).containsExactly(0.2, 0.95);
        assertThat(curve.y()).containsExactly(0.5, 1.0);
    }

    private static Scores scores(int[] truth, double... values) {
        boolean[] outcomes = new boolean[truth.length];
        for (int i = 0; i < truth.length; i++) {
            outcomes[i] = truth[i] == 1;
        }
        return new Scores(outcomes, values);
    }
}
