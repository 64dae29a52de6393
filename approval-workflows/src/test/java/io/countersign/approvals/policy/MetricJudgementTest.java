package io.countersign.approvals.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MetricJudgementTest {
    @ParameterizedTest
    @CsvSource({
        ">=, 0.70, 0.70, PASSED",
        ">=, 0.70, 0.6999999999, FAILED",
        ">, 0.70, 0.70, FAILED",
        ">, 0.70, 0.71, PASSED",
        "<=, 0.20, 0.20, PASSED",
        "<=, 0.20, 0.21, FAILED",
        "<, 0.20, 0.20, FAILED",
        "<, 0.20, 0.19, PASSED",
        ">=, 0.70, Infinity, PASSED",
        "<=, 0.20, -Infinity, PASSED",
        "<=, 0.20, NaN, FAILED",
        ">=, 0.70, NaN, FAILED"
    })
    void comparesValueWithLimit(String comparator, double limit, double value, Verdict verdict) {
        assertThat(judge(new Threshold("test/auc", Comparator.of(comparator), limit), Map.of("test/auc", value))
                        .verdict())
                .isEqualTo(verdict);
    }

    @Test
    void neverRoundsAFailureUpToItsLimit() {
        Threshold threshold = new Threshold("test/auc", Comparator.AT_LEAST, 0.7);

        assertThat(judge(threshold, Map.of("test/auc", 0.6999999999)).reason())
                .isEqualTo("test/auc 0.6999999999 < 0.70");
    }

    @Test
    void saysWhichMetricIsMissing() {
        ThresholdResult result = judge(new Threshold("test/ks", Comparator.AT_LEAST, 0.3), Map.of("test/auc", 0.9));

        assertThat(result.verdict()).isEqualTo(Verdict.FAILED);
        assertThat(result.value()).isNull();
        assertThat(result.reason()).isEqualTo("test/ks is missing, must be >= 0.30");
    }

    @Test
    void aMetricWithoutValueIsMissing() {
        Map<String, Double> metrics = new HashMap<>();
        metrics.put("test/ks", null);

        assertThat(judge(new Threshold("test/ks", Comparator.AT_LEAST, 0.3), metrics)
                        .failed())
                .isTrue();
    }

    @Test
    void refusesAComparatorThatNobodyKnows() {
        assertThatThrownBy(() -> Comparator.of("=>")).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "limit, 0.80, 0.75, PASSED",
        "champion difference, 0.79, -0.02, PASSED",
        "champion difference, 0.77, -0.02, FAILED",
        "champion ratio, 0.79, -0.02, PASSED",
        "champion ratio, 0.78, -0.02, FAILED"
    })
    void measuresFromTheLimitOrFromTheChampion(String baseline, double value, double limit, Verdict verdict) {
        Threshold threshold = new Threshold(
                "test/auc", "", Comparator.AT_LEAST, limit, Baseline.of(baseline), Threshold.Demanded.ANY);
        ThresholdResult result = against(Map.of("test/auc", 0.80), run("r1", Supplier.DEVELOPER, value))
                .judge(List.of(threshold))
                .get(0);

        assertThat(result.verdict()).isEqualTo(verdict);
        assertThat(result.champion()).isEqualTo(baseline.equals("limit") ? null : 0.80);
    }

    @Test
    void withoutAChampionThereIsNothingToBeWorseThan() {
        Threshold threshold = new Threshold(
                "test/auc", "", Comparator.AT_LEAST, -0.02, Baseline.CHAMPION_DIFFERENCE, Threshold.Demanded.ANY);

        assertThat(against(null, run("r1", Supplier.DEVELOPER, 0.1))
                        .judge(List.of(threshold))
                        .get(0)
                        .verdict())
                .isEqualTo(Verdict.PASSED);
        assertThat(against(Map.of(), run("r1", Supplier.DEVELOPER, 0.1))
                        .judge(List.of(threshold))
                        .get(0)
                        .verdict())
                .as("a champion without the metric proves nothing")
                .isEqualTo(Verdict.FAILED);
    }

    @Test
    void aSliceIsPartOfTheLoggedName() {
        Threshold threshold = new Threshold(
                "test/auc", "age:under_25", Comparator.AT_LEAST, 0.6, Baseline.FIXED, Threshold.Demanded.ANY);
        ThresholdResult result = judge(threshold, Map.of("test/auc", 0.9, "test/auc/age:under_25", 0.5));

        assertThat(result.metric()).isEqualTo("test/auc/age:under_25");
        assertThat(result.slice()).isEqualTo("age:under_25");
        assertThat(result.verdict()).isEqualTo(Verdict.FAILED);
    }

    @Test
    void whatTheRequesterTypedDoesNotCountWhereAValidatorIsAskedFor() {
        Threshold threshold = new Threshold(
                "test/auc",
                "",
                Comparator.AT_LEAST,
                0.7,
                Baseline.FIXED,
                new Threshold.Demanded(Supplier.VALIDATOR, "german-credit", "test"));

        assertThat(against(null, run("r1", Supplier.DEVELOPER, 0.99))
                        .judge(List.of(threshold))
                        .get(0)
                        .reason())
                .isEqualTo(
                        "test/auc does not come from a run of origin validator on german-credit (test), must be >= 0.70");
        ThresholdResult result = against(null, run("r1", Supplier.DEVELOPER, 0.99), run("r2", Supplier.VALIDATOR, 0.72))
                .judge(List.of(threshold))
                .get(0);
        assertThat(result.value()).isEqualTo(0.72);
        assertThat(result.origin())
                .isEqualTo(new ThresholdResult.Origin("r2", Supplier.VALIDATOR, "german-credit", "d1", "test"));
        assertThat(result.policy()).isEqualTo("model-promotion@7");
    }

    @Test
    void theMostIndependentNumberCounts() {
        Threshold threshold = new Threshold("test/auc", Comparator.AT_LEAST, 0.7);

        assertThat(against(null, run("r1", Supplier.DEVELOPER, 0.99), run("r2", Supplier.VALIDATOR, 0.6))
                        .judge(List.of(threshold))
                        .get(0)
                        .verdict())
                .isEqualTo(Verdict.FAILED);
    }

    private static MetricJudgement against(Map<String, Double> champion, NumberSource... runs) {
        return new MetricJudgement(List.of(runs), champion, "model-promotion@7");
    }

    private static NumberSource run(String id, Supplier supplier, double auc) {
        return new NumberSource(
                id, supplier, Map.of("test/auc", auc), List.of(new NumberSource.Data("german-credit", "d1", "test")));
    }

    private static ThresholdResult judge(Threshold threshold, Map<String, Double> metrics) {
        return MetricJudgement.judge(List.of(threshold), metrics).get(0);
    }
}
