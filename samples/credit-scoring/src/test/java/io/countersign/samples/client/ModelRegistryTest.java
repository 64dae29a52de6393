package io.countersign.samples.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.samples.client.StageAnswer.Outcome;
import org.junit.jupiter.api.Test;

class ModelRegistryTest {

    @Test
    void pendingPromotionIsAnAnswer() {
        assertThat(ModelRegistry.read("COUNTERSIGN_PROMOTION_PENDING: promotion 7 waits for 1 risk-approver"))
                .contains(new StageAnswer(Outcome.PENDING, "promotion 7 waits for 1 risk-approver"));
    }

    @Test
    void refusalByThresholdsIsAnAnswer() {
        assertThat(ModelRegistry.read("COUNTERSIGN_PROMOTION_REFUSED: test/auc is 0.55"))
                .contains(new StageAnswer(Outcome.REFUSED, "test/auc is 0.55"));
    }

    @Test
    void anyOtherRefusalIsNot() {
        assertThat(ModelRegistry.read("You may not do this")).isEmpty();
        assertThat(ModelRegistry.read("")).isEmpty();
    }
}
