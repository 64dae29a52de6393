package io.countersign.approvals.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.approvals.entity.Promotion;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class GateMessagesTest {
    private static final UUID ID = new UUID(0, 7);

    @Test
    void pendingNamesRequestWhatIsMissingAndWhereToFollow() {
        Promotion promotion = promotion(0.78);

        assertThat(GateMessages.pending(promotion, promotion.requiredSignOffs(), "http://localhost:8080"))
                .isEqualTo("Promotion request " + ID + " for credit/3 to Production is open. Missing:"
                        + " 1 x risk-approver approved. Follow it at http://localhost:8080/promotions/" + ID);
    }

    @Test
    void refusedListsTheNumbers() {
        assertThat(GateMessages.refused(promotion(0.612), "http://localhost:8080"))
                .contains("refused by policy model-promotion@1: test/auc 0.612 < 0.70.");
    }

    private static Promotion promotion(double auc) {
        Assessment assessment = Assessed.creditModel(Map.of("test/auc", auc));
        return Promotion.open(
                ID,
                assessment.intent(),
                assessment.involved(Actors.person("erin")),
                assessment.policy(),
                EvidenceForm.freeze(assessment),
                assessment.assessed(),
                Instant.EPOCH);
    }
}
