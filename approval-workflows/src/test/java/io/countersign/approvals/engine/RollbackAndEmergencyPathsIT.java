package io.countersign.approvals.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every path of a rollback and of an emergency change, asserted on the steps passed. */
class RollbackAndEmergencyPathsIT extends ProcessWalk {
    @AfterAll
    static void everyFlowWasTaken() {
        everyFlowWasTaken(RollbackAndEmergencyPathsIT.class, "rollback", "emergency-change");
    }

    @Test
    void rollbackLapsesWhenTheEarlierApprovalWouldHave() {
        rolledBack();
        assertThat(fire(364)).isZero();
        passDays(366);

        assertThat(path()).endsWith("can-lapse", "in-force", "validity-over", "lapse", "lapsed");
        assertThat(DOMAIN.done).endsWith("lapse by system:process-timer");
    }

    @ParameterizedTest
    @CsvSource({"condition-broken, lapse-by-condition", "replaced, replaced-end"})
    void rollbackEndsWhenSomethingHappens(String message, String step) {
        rolledBack();

        assertThat(process.tell(request, message, SIGNER)).isTrue();
        assertThat(path()).contains("in-force", message, step);
        assertThat(ended()).isTrue();
    }

    @Test
    void emergencyThatWasUpheldLapsesLikeAnyApproval() {
        upheld();
        passDays(366);

        assertThat(path()).endsWith("close-review", "can-lapse", "in-force", "validity-over", "lapse", "lapsed");
    }

    @ParameterizedTest
    @CsvSource({"condition-broken, lapse-by-condition", "replaced, replaced-end"})
    void emergencyThatWasUpheldEndsWhenSomethingHappens(String message, String step) {
        upheld();

        assertThat(process.tell(request, message, SIGNER)).isTrue();
        assertThat(path()).contains("in-force", message, step);
        assertThat(ended()).isTrue();
    }

    @Test
    void rollbackIsAppliedWhenSigned() {
        DOMAIN.places.remove("2");
        process.start("rollback", request, REQUESTER);
        sign(VALIDATOR, false);

        assertThat(path()).containsExactly("requested", "any-rejected", "apply", "can-lapse", "approved");
    }

    @Test
    void rollbackIsClosedWhenRejected() {
        process.start("rollback", request, REQUESTER);
        sign(VALIDATOR, true);

        assertThat(path()).containsExactly("requested", "any-rejected", "reject", "rejected");
    }

    @Test
    void overdueRollbackIsEscalated() {
        DOMAIN.due.put("1", Instant.now().plus(Duration.ofDays(1)));
        process.start("rollback", request, REQUESTER);
        passDays(2);

        assertThat(DOMAIN.done).containsExactly("escalate by system:process-timer");
        assertThat(slots()).containsExactly(VALIDATOR);
    }

    @Test
    void emergencyIsAppliedAtOnceAndReviewedAfterwards() {
        emergencyApplied();
        assertThat(slots()).containsExactly(REVIEWER);
        sign(REVIEWER, false);

        assertThat(path())
                .containsExactly(
                        "requested",
                        "any-rejected",
                        "apply",
                        "weigh-reviews",
                        "upheld",
                        "close-review",
                        "can-lapse",
                        "reviewed");
    }

    @Test
    void emergencyThatIsNotUpheldIsStruckDown() {
        emergencyApplied();
        DOMAIN.answers.put("weigh-reviews", Map.of("upheld", false));
        sign(REVIEWER, true);

        assertThat(path()).endsWith("weigh-reviews", "upheld", "strike-down", "not-upheld");
    }

    @Test
    void overdueReviewIsEscalatedAndCannotBeSkipped() {
        DOMAIN.due.put("review", Instant.now().plus(Duration.ofDays(5)));
        emergencyApplied();
        passDays(6);

        assertThat(DOMAIN.done).endsWith("escalate-review by system:process-timer");
        assertThat(slots()).containsExactly(REVIEWER);
        sign(REVIEWER, false);
        assertThat(path()).endsWith("close-review", "can-lapse", "reviewed");
    }

    @Test
    void emergencyThatNobodyConfirmsExpires() {
        DOMAIN.due.put("confirmation", Instant.now().plus(Duration.ofHours(4)));
        process.start("emergency-change", request, REQUESTER);
        passDays(1);

        assertThat(path()).containsExactly("requested", "not-confirmed", "expire", "expired");
        assertThat(slots()).isEmpty();
    }

    @Test
    void emergencyThatIsRejectedIsClosed() {
        process.start("emergency-change", request, REQUESTER);
        sign(new SignOffSlot("risk-approver", "approved", 1, 1), true);

        assertThat(path()).containsExactly("requested", "any-rejected", "reject", "rejected");
    }

    private void rolledBack() {
        DOMAIN.places.remove("2");
        DOMAIN.answers.put("apply", Map.of("canLapse", true));
        DOMAIN.due.put("validity", Instant.now().plus(Duration.ofDays(365)));
        process.start("rollback", request, REQUESTER);
        sign(VALIDATOR, false);
    }

    private void upheld() {
        DOMAIN.answers.put("close-review", Map.of("canLapse", true));
        DOMAIN.due.put("validity", Instant.now().plus(Duration.ofDays(365)));
        emergencyApplied();
        sign(REVIEWER, false);
    }

    private void emergencyApplied() {
        process.start("emergency-change", request, REQUESTER);
        sign(new SignOffSlot("risk-approver", "approved", 1, 1), false);
    }
}
