package io.countersign.approvals.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.countersign.approvals.policy.MetricJudgement;
import io.countersign.approvals.policy.PolicyTables;
import io.countersign.approvals.policy.SignOffRule;
import io.countersign.approvals.policy.Threshold;
import io.countersign.approvals.policy.ThresholdResult;
import io.countersign.platform.actor.Actor;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The decision tables that the product ships, evaluated by the engine. */
class ShippedPolicyIT {
    private static final Map<String, Double> GOOD =
            Map.of("test/auc", 0.78, "test/ks", 0.42, "test/brier", 0.17, "test/auc/age:under_25", 0.72);

    private static EngineFixture fixture;
    private static DecisionTables tables;
    private static PolicyTables shipped;

    @BeforeAll
    static void start() throws IOException {
        fixture = new EngineFixture(new NoSteps());
        tables = fixture.decisionTables();
        shipped = new PolicyTables(file("thresholds"), file("required-sign-offs"));
        tables.deploy(shipped);
    }

    @AfterAll
    static void stop() {
        fixture.close();
    }

    @ParameterizedTest
    @CsvSource({"1", "2", "3", "4"})
    void aGoodCreditModelPassesInEachTier(int tier) {
        assertThat(judge(tier, GOOD)).hasSize(4).noneMatch(ThresholdResult::failed);
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
        SignOffRule validation = new SignOffRule("validator", "validated", 1, 365);
        SignOffRule approval = new SignOffRule("risk-approver", "approved", 1, 365);

        assertThat(tables.requiredSignOffs(shipped, 1, "Production")).containsExactly(validation, approval);
        assertThat(tables.requiredSignOffs(shipped, 2, "Production")).containsExactly(validation, approval);
        assertThat(tables.requiredSignOffs(shipped, 3, "Production")).containsExactly(approval);
        assertThat(tables.requiredSignOffs(shipped, 4, "Production"))
                .containsExactly(new SignOffRule("model-owner", "approved", 1, 730));
        assertThat(tables.requiredSignOffs(shipped, 3, "Staging"))
                .containsExactly(new SignOffRule("none", "none", 0, 0));
    }

    @Test
    void saysNothingAboutAStageThatItDoesNotKnow() {
        assertThat(tables.requiredSignOffs(shipped, 3, "Shadow")).isEmpty();
        assertThat(tables.thresholds(shipped, 3, "Shadow")).isEmpty();
    }

    @Test
    void evaluatesThePinnedBytesAfterANewerPolicyWasPublished() {
        PolicyTables newer = new PolicyTables(
                new String(shipped.thresholds(), StandardCharsets.UTF_8)
                        .replace("0.70", "0.75")
                        .getBytes(StandardCharsets.UTF_8),
                shipped.requiredSignOffs());
        tables.deploy(newer);

        assertThat(tables.thresholds(shipped, 3, "Production"))
                .extracting(Threshold::limit)
                .contains(0.70);
        assertThat(tables.thresholds(newer, 3, "Production"))
                .extracting(Threshold::limit)
                .contains(0.75);
    }

    @Test
    void refusesTablesThatWereNotPublished() {
        PolicyTables unknown = new PolicyTables(new byte[] {1}, new byte[] {2});

        assertThatThrownBy(() -> tables.thresholds(unknown, 3, "Production"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(unknown.digest());
    }

    @Test
    void refusesToDeployWhatIsNoPolicy() {
        PolicyTables swapped = new PolicyTables(
                /* thresholds= */ shipped.requiredSignOffs(), /* requiredSignOffs= */ shipped.thresholds());

        assertThatThrownBy(() -> tables.deploy(swapped)).isInstanceOf(IllegalArgumentException.class);
    }

    private static List<ThresholdResult> judge(int tier, Map<String, Double> metrics) {
        return MetricJudgement.judge(tables.thresholds(shipped, tier, "Production"), metrics);
    }

    private static byte[] file(String name) throws IOException {
        try (InputStream in = ShippedPolicyIT.class.getResourceAsStream("/policies/model-promotion/" + name + ".dmn")) {
            return in.readAllBytes();
        }
    }

    private static final class NoSteps implements PromotionSteps {
        @Override
        public List<SignOffSlot> required(UUID requestId) {
            return List.of();
        }

        @Override
        public void apply(UUID requestId, Actor actor) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void reject(UUID requestId, Actor actor) {
            throw new UnsupportedOperationException();
        }
    }
}
