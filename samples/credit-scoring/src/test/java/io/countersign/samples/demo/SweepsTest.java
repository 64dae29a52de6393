package io.countersign.samples.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.samples.data.GermanCredit;
import io.countersign.samples.data.Split;
import io.countersign.samples.training.Plan;
import io.countersign.samples.training.TrainedModel;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SweepsTest {

    @Test
    void namesTellTheRunsOfAnExperimentApart() {
        assertThat(Stream.of(Sweeps.LINEAR, Sweeps.TREES, Sweeps.WITH_PROTECTED).flatMap(List::stream))
                .extracting(Plan::name)
                .doesNotHaveDuplicates()
                .hasSize(21);
        assertThat(Sweeps.AMOUNT).extracting(Plan::name).doesNotHaveDuplicates().hasSize(8);
        assertThat(Stream.of(Sweeps.TERM_THIN, Sweeps.TERM).flatMap(List::stream))
                .extracting(Plan::name)
                .doesNotHaveDuplicates()
                .hasSize(10);
    }

    @Test
    void thinModelOfTheLoanTermMissesTheThreshold() {
        assertThat(best(Sweeps.TERM_THIN).test().metric("test/auc")).isBetween(0.50, 0.69);
    }

    @Test
    void registeredModelsMeetTheThresholds() {
        for (List<Plan> plans : List.of(Sweeps.LINEAR, Sweeps.TREES, Sweeps.AMOUNT)) {
            TrainedModel best = best(plans);
            assertThat(best.test().metric("test/auc")).isBetween(0.75, 0.95);
            assertThat(best.test().metric("test/ks")).isBetween(0.40, 0.80);
            assertThat(best.test().metric("test/brier")).isBetween(0.05, 0.18);
            assertThat(best.test().metric("test/auc/age:under_25")).isBetween(0.65, 0.99);
        }
    }

    private static TrainedModel best(List<Plan> plans) {
        return plans.stream()
                .map(plan -> plan.train(Split.stratified(GermanCredit.read(), plan.target(), Sweep.SEED)))
                .max(Comparator.comparingDouble(TrainedModel::validationAuc))
                .orElseThrow();
    }
}
