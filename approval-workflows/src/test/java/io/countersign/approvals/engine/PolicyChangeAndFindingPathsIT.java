package io.countersign.approvals.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Every path of a policy change and of a finding, asserted on the steps passed. */
class PolicyChangeAndFindingPathsIT extends ProcessWalk {
    @AfterAll
    static void everyFlowWasTaken() {
        everyFlowWasTaken(PolicyChangeAndFindingPathsIT.class, "policy-change", "finding");
    }

    @Test
    void policyChangeWhoseDateHasComeTakesEffectWhenItIsPublished() {
        process.start("policy-change", request, REQUESTER);
        assertThat(DOMAIN.open.values()).extracting(WaitingTask::group).containsExactly("risk-approver");

        complete("review", false);

        assertThat(path())
                .containsExactly("proposed", "review", "accepted", "publish", "date-come", "take-effect", "in-force");
        assertThat(DOMAIN.done).containsExactly("publish by rita", "take-effect by rita");
    }

    @Test
    void policyChangeIsPublishedAtOnceAndTakesEffectAtItsDate() {
        DOMAIN.answers.put("publish", Map.of("dateHasCome", false));
        DOMAIN.due.put("effective", Instant.now().plus(Duration.ofDays(30)));
        process.start("policy-change", request, REQUESTER);
        complete("review", false);
        assertThat(DOMAIN.done).containsExactly("publish by rita");
        assertThat(fire(29)).isZero();

        passDays(31);

        assertThat(path()).endsWith("publish", "date-come", "wait-for-date", "take-effect", "in-force");
        assertThat(DOMAIN.done).containsExactly("publish by rita", "take-effect by system:process-timer");
    }

    @Test
    void policyChangeIsClosedWhenItsReviewerRejectsIt() {
        process.start("policy-change", request, REQUESTER);

        complete("review", true);

        assertThat(path()).containsExactly("proposed", "review", "accepted", "reject", "rejected");
        assertThat(DOMAIN.done).containsExactly("reject by rita");
    }

    @Test
    void overduePolicyChangeIsEscalated() {
        DOMAIN.due.put("review", Instant.now().plus(Duration.ofDays(5)));
        process.start("policy-change", request, REQUESTER);
        passDays(6);

        assertThat(DOMAIN.done).containsExactly("escalate by system:process-timer");
        assertThat(DOMAIN.open).hasSize(1);
    }

    @Test
    void findingGoesToItsOwnerAndBackUntilTheRemedyIsAccepted() {
        process.start("finding", request, REQUESTER);
        complete("remedy", false);
        complete("accept", true);
        complete("remedy", false);
        complete("accept", false);

        assertThat(path())
                .containsSubsequence(
                        "raised", "remedy", "accept", "enough", "remedy", "accept", "enough", "close", "closed");
        assertThat(ended()).isTrue();
    }

    @Test
    void findingPastItsDueDateBreaksConditionsAndStillWantsItsRemedy() {
        DOMAIN.due.put("finding", Instant.now().plus(Duration.ofDays(30)));
        process.start("finding", request, REQUESTER);
        assertThat(fire(29)).isZero();
        passDays(31);

        assertThat(DOMAIN.done).containsExactly("break-conditions by system:process-timer");
        assertThat(DOMAIN.open.values()).extracting(WaitingTask::step).containsExactly("remedy");
        complete("remedy", false);
        complete("accept", false);
        assertThat(path()).contains("past-due", "overdue", "closed");
    }
}
