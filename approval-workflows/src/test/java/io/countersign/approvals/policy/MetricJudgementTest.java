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

    private static ThresholdResult judge(Threshold threshold, Map<String, Double> metrics) {
        return MetricJudgement.judge(List.of(threshold), metrics).get(0);
    }
}
