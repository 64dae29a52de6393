package io.countersign.approvals.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.countersign.approvals.policy.MetricJudgement;
import io.countersign.approvals.policy.PolicyTables;
import io.countersign.approvals.policy.Question;
import io.countersign.approvals.policy.SignOffRule;
import io.countersign.approvals.policy.Threshold;
import io.countersign.approvals.policy.ThresholdResult;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The decision tables that the product ships, evaluated by the engine. */
class ShippedPolicyTest {
    private static final Map<String, Double> GOOD =
            Map.of("test/auc", 0.78, "test/ks", 0.42, "test/brier", 0.17, "test/auc/age:under_25", 0.72);

    private static final DecisionTables TABLES = new CamundaDecisionTables();
    private static PolicyTables shipped;

    @BeforeAll
    static void start() throws IOException {
        shipped = new PolicyTables(file("thresholds"), file("required-sign-offs"));
        TABLES.requireReadable(shipped);
    }

    @ParameterizedTest
    @CsvSource({"1", "2", "3", "4"})
    void aGoodCreditModelPassesInEachTier(int tier) {
        assertThat(judge(tier, GOOD)).hasSize(tier < 3 ? 5 : 4).noneMatch(ThresholdResult::failed);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "test/auc | 0.612 | test/auc 0.612 < 0.70",
                "test/ks | 0.25 | test/ks 0.25 < 0.30",
                "test/brier | 0.23 | test/brier 0.23 > 0.20",
                "test/auc/age:under_25 | 0.59 | test/auc/age:under_25 0.59 < 0.60",
                "test/auc | NaN | test/auc is NaN, must be >= 0.70"
            })
    void eachMetricBeyondItsLimitFailsByName(String metric, double value, String reason) {
        Map<String, Double> metrics = new HashMap<>(GOOD);
        metrics.put(metric, value);

        assertThat(judge(3, metrics))
                .filteredOn(ThresholdResult::failed)
                .extracting(ThresholdResult::reason)
                .containsExactly(reason);
    }

    @ParameterizedTest
    @CsvSource({"test/auc", "test/ks", "test/brier", "test/auc/age:under_25"})
    void eachMissingMetricFails(String metric) {
        Map<String, Double> metrics = new HashMap<>(GOOD);
        metrics.remove(metric);

        assertThat(judge(3, metrics))
                .filteredOn(ThresholdResult::failed)
                .extracting(ThresholdResult::metric)
                .containsExactly(metric);
    }

    @Test
    void lowMaterialityHasLowerLimits() {
        Map<String, Double> metrics = new HashMap<>(GOOD);
        metrics.put("test/auc", 0.66);

        assertThat(judge(4, metrics)).noneMatch(ThresholdResult::failed);
        assertThat(judge(3, metrics)).anyMatch(ThresholdResult::failed);
    }

    @Test
    void requiresSignOffsByTier() {
        SignOffRule approval = new SignOffRule("risk-approver", "approved", 1, 365, 1, 5, 0);

        assertThat(required(1, "promotion"))
                .containsExactly(
                        new SignOffRule("validator", "validated", 1, 365, 1, 5, 5),
                        new SignOffRule("risk-approver", "approved", 2, 365, 2, 3, 5));
        assertThat(required(2, "promotion"))
                .containsExactly(
                        new SignOffRule("validator", "validated", 1, 365, 1, 5, 15),
                        new SignOffRule("risk-approver", "approved", 1, 365, 2, 3, 15));
        assertThat(required(3, "promotion")).containsExactly(approval);
        assertThat(required(4, "promotion"))
                .containsExactly(new SignOffRule("model-owner", "approved", 1, 730, 1, 5, 0));
        assertThat(TABLES.requiredSignOffs(shipped, new Question(3, "Staging", "promotion")))
                .containsExactly(new SignOffRule("none", "none", 0, 0, 1, 0, 0));
    }

    @ParameterizedTest
    @CsvSource({"1", "2", "3", "4"})
    void everyKindOfRequestHasItsRowsInEachTier(int tier) {
        for (String request : List.of("promotion", "waiver", "rollback", "emergency", "retrospective")) {
            assertThat(required(tier, request)).as(request).isNotEmpty();
            assertThat(TABLES.requiredSignOffs(shipped, new Question(tier, "@champion", request)))
                    .as("an alias is governed like Production")
                    .isEqualTo(required(tier, request));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<decision | <import namespace='x' importType='x'/><decision | import",
                "expressionLanguage=\"feel\" | expressionLanguage=\"javascript\" | javascript",
                "<text>tier</text> | <text>${steps.apply()}</text> | expression of the engine",
                "<definitions | <!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><definitions | DOCTYPE"
            })
    void refusesTablesThatHoldMoreThanFeel(String what, String replaced, String reason) {
        PolicyTables foul = new PolicyTables(
                new String(shipped.thresholds(), StandardCharsets.UTF_8)
                        .replaceFirst(
                                java.util.regex.Pattern.quote(what), java.util.regex.Matcher.quoteReplacement(replaced))
                        .getBytes(StandardCharsets.UTF_8),
                shipped.requiredSignOffs());

        assertThatThrownBy(() -> TABLES.requireReadable(foul))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(reason);
    }

    private static List<SignOffRule> required(int tier, String request) {
        return TABLES.requiredSignOffs(shipped, new Question(tier, "Production", request));
    }

    @Test
    void saysNothingAboutAStageThatItDoesNotKnow() {
        assertThat(TABLES.requiredSignOffs(shipped, new Question(3, "Shadow", "promotion")))
                .isEmpty();
        assertThat(TABLES.thresholds(shipped, new Question(3, "Shadow", "promotion")))
                .isEmpty();
    }

    @Test
    void evaluatesThePinnedBytesAfterANewerPolicyWasPublished() {
        PolicyTables newer = new PolicyTables(
                new String(shipped.thresholds(), StandardCharsets.UTF_8)
                        .replace("0.70", "0.75")
                        .getBytes(StandardCharsets.UTF_8),
                shipped.requiredSignOffs());
        TABLES.requireReadable(newer);

        assertThat(TABLES.thresholds(shipped, new Question(3, "Production", "promotion")))
                .extracting(Threshold::limit)
                .contains(0.70);
        assertThat(TABLES.thresholds(newer, new Question(3, "Production", "promotion")))
                .extracting(Threshold::limit)
                .contains(0.75);
    }

    @Test
    void refusesBytesThatAreNoTables() {
        PolicyTables noise = new PolicyTables(new byte[] {1}, new byte[] {2});

        assertThatThrownBy(() -> TABLES.thresholds(noise, new Question(3, "Production", "promotion")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesWhatIsNoPolicy() {
        PolicyTables swapped = new PolicyTables(
                /* thresholds= */ shipped.requiredSignOffs(), /* requiredSignOffs= */ shipped.thresholds());

        assertThatThrownBy(() -> TABLES.requireReadable(swapped)).isInstanceOf(IllegalArgumentException.class);
    }

    private static List<ThresholdResult> judge(int tier, Map<String, Double> metrics) {
        return MetricJudgement.judge(
                TABLES.thresholds(shipped, new Question(tier, "Production", "promotion")), metrics);
    }

    private static byte[] file(String name) throws IOException {
        try (InputStream in =
                ShippedPolicyTest.class.getResourceAsStream("/policies/model-promotion/" + name + ".dmn")) {
            return in.readAllBytes();
        }
    }
}
