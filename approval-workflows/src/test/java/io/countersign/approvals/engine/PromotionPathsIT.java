package io.countersign.approvals.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every path of a promotion, asserted on the steps passed. */
class PromotionPathsIT extends ProcessWalk {
    @AfterAll
    static void everyFlowWasTaken() {
        everyFlowWasTaken(PromotionPathsIT.class, "model-promotion");
    }

    @Test
    void promotionAsksRoundByRoundAndAppliesWhenTheLastOneHasSigned() {
        process.start("model-promotion", request, REQUESTER);

        assertThat(slots()).containsExactly(VALIDATOR);
        sign(VALIDATOR, false);
        assertThat(slots()).containsExactlyInAnyOrder(FIRST_APPROVER, SECOND_APPROVER);
        sign(SECOND_APPROVER, false);
        assertThat(DOMAIN.done).containsExactly("judge-thresholds by erin");
        sign(FIRST_APPROVER, false);

        assertThat(DOMAIN.done).containsExactly("judge-thresholds by erin", "apply by rita");
        assertThat(slots()).isEmpty();
        assertThat(path())
                .containsExactly(
                        "requested",
                        "judge-thresholds",
                        "thresholds-met",
                        "any-sign-off",
                        "any-rejected",
                        "apply",
                        "can-lapse",
                        "approved");
    }

    @Test
    void promotionThatNobodySignsIsAppliedAtOnce() {
        judged("met", false);
        process.start("model-promotion", request, REQUESTER);

        assertThat(path())
                .containsExactly(
                        "requested",
                        "judge-thresholds",
                        "thresholds-met",
                        "any-sign-off",
                        "apply",
                        "can-lapse",
                        "approved");
        assertThat(DOMAIN.done).containsExactly("judge-thresholds by erin", "apply by erin");
    }

    @Test
    void promotionClosesAtTheFirstRejectionWithoutWaitingForTheOthers() {
        process.start("model-promotion", request, REQUESTER);
        sign(VALIDATOR, false);
        sign(FIRST_APPROVER, true);

        assertThat(slots()).isEmpty();
        assertThat(path()).endsWith("any-rejected", "reject", "rejected");
        assertThat(DOMAIN.done).contains("reject by rita").doesNotContain("apply by rita");
    }

    @Test
    void rejectionInTheFirstRoundAsksNobodyOfTheSecond() {
        process.start("model-promotion", request, REQUESTER);
        sign(VALIDATOR, true);

        assertThat(slots()).isEmpty();
        assertThat(path()).endsWith("any-rejected", "reject", "rejected");
    }

    @Test
    void promotionBelowItsThresholdsIsRefusedBeforeAnybodyIsAsked() {
        judged("failed", true);
        process.start("model-promotion", request, REQUESTER);

        assertThat(path()).containsExactly("requested", "judge-thresholds", "thresholds-met", "refuse", "refused");
        assertThat(DOMAIN.open).isEmpty();
    }

    @Test
    void waiverThatIsGrantedLeadsOnToTheSignOffs() {
        judged("waivable", true);
        process.start("model-promotion", request, REQUESTER);
        assertThat(slots()).containsExactly(WAIVER);
        sign(WAIVER, false);

        assertThat(slots()).containsExactly(VALIDATOR);
        assertThat(path())
                .containsExactly(
                        "requested",
                        "judge-thresholds",
                        "thresholds-met",
                        "waivers-granted",
                        "grant-waivers",
                        "any-sign-off");
    }

    @Test
    void waiverThatIsNotGrantedEndsTheRequest() {
        judged("waivable", true);
        process.start("model-promotion", request, REQUESTER);
        sign(WAIVER, true);

        assertThat(path()).endsWith("waivers-granted", "refuse-waivers", "waivers-refused");
        assertThat(slots()).isEmpty();
    }

    @Test
    void overdueWaiverIsEscalatedAndStillWaitsForTheSamePerson() {
        judged("waivable", true);
        DOMAIN.due.put("waivers", Instant.now().plus(Duration.ofDays(3)));
        process.start("model-promotion", request, REQUESTER);
        passDays(4);

        assertThat(DOMAIN.done).contains("escalate-waivers by system:process-timer");
        assertThat(slots()).containsExactly(WAIVER);
    }

    @Test
    void overdueRoundIsEscalatedOnceAndStillWaitsForTheSamePersons() {
        DOMAIN.due.put("1", Instant.now().plus(Duration.ofDays(5)));
        process.start("model-promotion", request, REQUESTER);
        assertThat(fire(4)).isZero();
        passDays(6);

        assertThat(DOMAIN.done).containsExactly("judge-thresholds by erin", "escalate by system:process-timer");
        assertThat(slots()).containsExactly(VALIDATOR);
        assertThat(fire(60)).isZero();
        sign(VALIDATOR, false);
        assertThat(slots()).containsExactlyInAnyOrder(FIRST_APPROVER, SECOND_APPROVER);
    }

    @Test
    void approvalLapsesWhenItsValidityIsOver() {
        approved(true);
        assertThat(fire(364)).isZero();
        passDays(366);

        assertThat(path()).endsWith("in-force", "validity-over", "lapse", "lapsed");
        assertThat(DOMAIN.done).endsWith("lapse by system:process-timer");
    }

    @ParameterizedTest
    @CsvSource({"condition-broken, lapse-by-condition", "replaced, replaced-end"})
    void approvalEndsWhenSomethingHappens(String message, String step) {
        approved(true);
        assertThat(process.tell(request, message, SIGNER)).isTrue();

        assertThat(path()).contains("in-force", message, step);
        assertThat(ended()).isTrue();
        assertThat(process.tell(request, message, SIGNER)).isFalse();
    }

    @Test
    void signOffIsRolledBackWhenTheTransitionIsRefused() {
        DOMAIN.places.remove("2");
        DOMAIN.refusal = new IllegalStateException("the seal is broken");
        process.start("model-promotion", request, REQUESTER);

        assertThatThrownBy(() -> sign(VALIDATOR, false)).isSameAs(DOMAIN.refusal);

        assertThat(fixture.engine
                        .getTaskService()
                        .createTaskQuery()
                        .processInstanceBusinessKey(request.toString())
                        .count())
                .isEqualTo(1);
    }

    @Test
    void endsWithoutDecisionWhenCancelled() {
        process.start("model-promotion", request, REQUESTER);
        process.cancel(request, "withdrawn");

        assertThat(slots()).isEmpty();
        assertThat(ended()).isTrue();
        assertThat(DOMAIN.done).containsExactly("judge-thresholds by erin");
    }

    private void approved(boolean canLapse) {
        judged("met", false);
        DOMAIN.answers.put("apply", Map.of("canLapse", canLapse));
        DOMAIN.due.put("validity", Instant.now().plus(Duration.ofDays(365)));
        process.start("model-promotion", request, REQUESTER);
    }
}
