package io.countersign.registry.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.audit.EntryId;
import io.countersign.registry.GivenSignOff;
import io.countersign.registry.RequiredSignOff;
import io.countersign.registry.TransitionDecision;
import io.countersign.registry.TransitionDemand;
import io.countersign.registry.TransitionIntent;
import io.countersign.registry.VersionId;
import io.countersign.registry.control.DecisionCheck.Check;
import io.countersign.registry.control.DecisionCheck.Refusal;
import io.countersign.registry.control.DecisionCheck.Situation;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DecisionCheckTest {
    private static final UUID REQUEST = UUID.fromString("01890a5d-ac96-774b-bcce-b302099a8057");
    private static final String EVIDENCE = "e".repeat(64);
    private static final String POLICY = "b".repeat(64);
    private static final Situation FINE = new Situation(null, "Staging", "Staging", true, true, false, Instant.EPOCH);
    private static final List<RequiredSignOff> REQUIRED = List.of(
            new RequiredSignOff("validator", "validated", 1), new RequiredSignOff("risk-approver", "approved", 2));
    private static final GivenSignOff VALIDATED = signed("vera", "validator", "validated");
    private static final GivenSignOff APPROVED = signed("rhea", "risk-approver", "approved");
    private static final GivenSignOff APPROVED_TOO = signed("rolf", "risk-approver", "approved");
    private static final List<GivenSignOff> ALL = List.of(VALIDATED, APPROVED, APPROVED_TOO);

    @Test
    void completeDecisionOfDifferentPersonsIsApplied() {
        assertThat(check(ALL, FINE)).isEmpty();
    }

    @Test
    void policyWithoutSignOffsAppliesWithoutThem() {
        assertThat(DecisionCheck.refusal(demand(List.of()), decision(List.of()), FINE))
                .isEmpty();
    }

    @Test
    void sameRequirementTwiceAsksForTwoPersons() {
        RequiredSignOff one = new RequiredSignOff("risk-approver", "approved", 1);
        TransitionDemand demand = demand(List.of(one, one));
        assertThat(DecisionCheck.refusal(demand, decision(List.of(APPROVED)), FINE))
                .map(Refusal::check)
                .contains(Check.SIGN_OFFS_COMPLETE);
        assertThat(DecisionCheck.refusal(demand, decision(List.of(APPROVED, APPROVED_TOO)), FINE))
                .isEmpty();
    }

    static Stream<Arguments> brokenSituations() {
        return Stream.of(
                Arguments.of(
                        Check.DEMAND_OPEN,
                        new Situation("applied", "Staging", "Staging", true, true, false, Instant.EPOCH)),
                Arguments.of(
                        Check.DEMAND_OPEN,
                        new Situation("withdrawn", "Staging", "Staging", true, true, false, Instant.EPOCH)),
                Arguments.of(
                        Check.VERSION_EXISTS, new Situation(null, "Staging", null, true, true, false, Instant.EPOCH)),
                Arguments.of(
                        Check.STAGE_UNCHANGED,
                        new Situation(null, "Staging", "Archived", true, true, false, Instant.EPOCH)),
                Arguments.of(
                        Check.SEAL_HOLDS, new Situation(null, "Staging", "Staging", false, true, false, Instant.EPOCH)),
                Arguments.of(
                        Check.BYTES_HOLD, new Situation(null, "Staging", "Staging", true, false, false, Instant.EPOCH)),
                Arguments.of(
                        Check.STAGE_FREE, new Situation(null, "Staging", "Staging", true, true, true, Instant.EPOCH)));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("brokenSituations")
    void changedSituationRefusesAnyDecision(Check expected, Situation now) {
        assertThat(check(ALL, now)).map(Refusal::check).contains(expected);
    }

    static Stream<Arguments> insufficientSignOffs() {
        return Stream.of(
                Arguments.of("none", Check.SIGN_OFFS_COMPLETE, List.of()),
                Arguments.of("one approver of two", Check.SIGN_OFFS_COMPLETE, List.of(VALIDATED, APPROVED)),
                Arguments.of("no validator", Check.SIGN_OFFS_COMPLETE, List.of(APPROVED, APPROVED_TOO)),
                Arguments.of(
                        "right role, other meaning", Check.SIGN_OFFS_COMPLETE, with("vera", "validator", "reviewed")),
                Arguments.of(
                        "right meaning, other role", Check.SIGN_OFFS_COMPLETE, with("vera", "engineer", "validated")),
                Arguments.of(
                        "too many of one do not make up",
                        Check.SIGN_OFFS_COMPLETE,
                        with("zoe", "risk-approver", "approved")),
                Arguments.of("requester validates", Check.DUTIES_SEPARATED, with("rita", "validator", "validated")),
                Arguments.of("developer validates", Check.DUTIES_SEPARATED, with("dave", "validator", "validated")),
                Arguments.of("registrar validates", Check.DUTIES_SEPARATED, with("greg", "validator", "validated")),
                Arguments.of(
                        "requester acknowledges", Check.DUTIES_SEPARATED, more("rita", "model-owner", "acknowledged")),
                Arguments.of("nobody signs", Check.DUTIES_SEPARATED, with(" ", "validator", "validated")),
                Arguments.of("approver validates too", Check.PERSONS_DIFFERENT, with("rhea", "validator", "validated")),
                Arguments.of(
                        "approver approves twice", Check.PERSONS_DIFFERENT, List.of(VALIDATED, APPROVED, APPROVED)),
                Arguments.of("somebody rejects", Check.NOT_REJECTED, more("zoe", "risk-approver", "rejected")),
                Arguments.of(
                        "other evidence signed",
                        Check.EVIDENCE_SIGNED,
                        List.of(VALIDATED, APPROVED, on("a".repeat(64)))),
                Arguments.of("no evidence signed", Check.EVIDENCE_SIGNED, List.of(VALIDATED, APPROVED, on(""))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("insufficientSignOffs")
    void insufficientSignOffsAreRefused(String why, Check expected, List<GivenSignOff> signOffs) {
        assertThat(check(signOffs, FINE)).map(Refusal::check).as(why).contains(expected);
    }

    static Stream<Arguments> foreignDecisions() {
        return Stream.of(
                Arguments.of(Check.DEMAND_OPEN, new TransitionDecision(UUID.randomUUID(), POLICY, EVIDENCE, ALL)),
                Arguments.of(Check.POLICY_SAME, new TransitionDecision(REQUEST, "c".repeat(64), EVIDENCE, ALL)),
                Arguments.of(Check.EVIDENCE_SAME, new TransitionDecision(REQUEST, POLICY, "c".repeat(64), ALL)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("foreignDecisions")
    void decisionOnAnythingElseIsRefused(Check expected, TransitionDecision decision) {
        assertThat(DecisionCheck.refusal(demand(REQUIRED), decision, FINE))
                .map(Refusal::check)
                .contains(expected);
    }

    private static final RequiredSignOff FIRST = new RequiredSignOff("validator", "validated", 1, 1, 30, 300);
    private static final RequiredSignOff THEN = new RequiredSignOff("risk-approver", "approved", 1, 2, 30, 0);

    @Test
    void laterRoundBeforeTheEarlierOneIsRefused() {
        assertThat(rounds(
                        at("vera", "validator", "validated", 100, 50L),
                        at("rhea", "risk-approver", "approved", 90, null)))
                .contains(Check.ORDER_KEPT);
        assertThat(rounds(
                        at("vera", "validator", "validated", 100, 50L),
                        at("rhea", "risk-approver", "approved", 110, null)))
                .isEmpty();
    }

    @Test
    void signOffThatIsTooOldIsRefused() {
        long days31 = -31L * 24 * 3600;
        assertThat(rounds(
                        at("vera", "validator", "validated", days31, days31),
                        at("rhea", "risk-approver", "approved", 0, null)))
                .contains(Check.SIGN_OFFS_FRESH);
    }

    @Test
    void signOffWithoutAFreshAuthenticationIsRefused() {
        GivenSignOff approved = at("rhea", "risk-approver", "approved", 1000, null);
        assertThat(rounds(at("vera", "validator", "validated", 900, null), approved))
                .contains(Check.STEPPED_UP);
        assertThat(rounds(at("vera", "validator", "validated", 900, 599L), approved))
                .contains(Check.STEPPED_UP);
        assertThat(rounds(at("vera", "validator", "validated", 900, 600L), approved))
                .isEmpty();
    }

    @Test
    void whoWroteThePolicyDoesNotSignByIt() {
        TransitionDemand demand = demand(REQUIRED);
        TransitionDemand written = new TransitionDemand(
                demand.requestId(),
                demand.intent(),
                demand.requester(),
                demand.developer(),
                demand.registrar(),
                demand.policy(),
                demand.policyDigest(),
                demand.evidenceDigest(),
                demand.sealDigest(),
                demand.signOffs(),
                "rhea");
        assertThat(DecisionCheck.refusal(written, decision(ALL), FINE))
                .map(Refusal::check)
                .contains(Check.DUTIES_SEPARATED);
    }

    private static Optional<Check> rounds(GivenSignOff... given) {
        return DecisionCheck.refusal(demand(List.of(THEN, FIRST)), decision(List.of(given)), FINE)
                .map(Refusal::check);
    }

    private static GivenSignOff at(String subject, String role, String meaning, long second, Long steppedUp) {
        return new GivenSignOff(
                subject,
                role,
                meaning,
                EVIDENCE,
                Instant.EPOCH.plusSeconds(second),
                entry(),
                steppedUp == null ? null : Instant.EPOCH.plusSeconds(steppedUp));
    }

    @Test
    void whatIsMissingIsNamed() {
        assertThat(check(List.of(VALIDATED), FINE))
                .map(Refusal::detail)
                .contains("missing: 2 sign-off(s) \"approved\" by risk-approver");
    }

    private static Optional<Refusal> check(List<GivenSignOff> signOffs, Situation now) {
        return DecisionCheck.refusal(demand(REQUIRED), decision(signOffs), now);
    }

    private static List<GivenSignOff> with(String subject, String role, String meaning) {
        return List.of(signed(subject, role, meaning), APPROVED, APPROVED_TOO);
    }

    private static List<GivenSignOff> more(String subject, String role, String meaning) {
        return Stream.concat(ALL.stream(), Stream.of(signed(subject, role, meaning)))
                .toList();
    }

    private static GivenSignOff on(String evidence) {
        return new GivenSignOff("rolf", "risk-approver", "approved", evidence, Instant.EPOCH, entry());
    }

    private static GivenSignOff signed(String subject, String role, String meaning) {
        return new GivenSignOff(subject, role, meaning, EVIDENCE, Instant.EPOCH, entry());
    }

    private static EntryId entry() {
        return new EntryId(UUID.randomUUID());
    }

    private static TransitionDecision decision(List<GivenSignOff> signOffs) {
        return new TransitionDecision(REQUEST, POLICY, EVIDENCE, signOffs);
    }

    private static TransitionDemand demand(List<RequiredSignOff> required) {
        TransitionIntent intent =
                new TransitionIntent(new VersionId("credit-scoring", 2), "Production", true, "better on thin files");
        return new TransitionDemand(
                REQUEST,
                intent,
                "rita",
                "dave",
                "greg",
                "model-promotion@1",
                POLICY,
                EVIDENCE,
                "5".repeat(64),
                required);
    }
}
