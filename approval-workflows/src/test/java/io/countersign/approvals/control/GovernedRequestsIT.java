package io.countersign.approvals.control;

import static io.countersign.approvals.control.Town.DAN;
import static io.countersign.approvals.control.Town.ERIN;
import static io.countersign.approvals.control.Town.GOOD;
import static io.countersign.approvals.control.Town.GREG;
import static io.countersign.approvals.control.Town.OLGA;
import static io.countersign.approvals.control.Town.RHEA;
import static io.countersign.approvals.control.Town.RITA;
import static io.countersign.approvals.control.Town.ROLF;
import static io.countersign.approvals.control.Town.VERA;
import static io.countersign.approvals.control.Town.slug;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.countersign.approvals.entity.Approval;
import io.countersign.approvals.entity.AskedWaiver;
import io.countersign.approvals.entity.Finding;
import io.countersign.approvals.entity.PolicyChange;
import io.countersign.approvals.entity.RequestKind;
import io.countersign.approvals.entity.Severity;
import io.countersign.approvals.entity.Task;
import io.countersign.approvals.policy.PolicyTables;
import io.countersign.approvals.policy.ThresholdResult;
import io.countersign.platform.actor.Actor;
import io.countersign.platform.actor.Role;
import io.countersign.registry.ApprovalEvent;
import io.countersign.registry.ApprovalEvent.Kind;
import io.countersign.registry.GateAnswer;
import io.countersign.registry.VersionId;
import io.countersign.registry.control.Aliases;
import io.countersign.tracking.RunId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Governed requests from end to end through domain, engine and registry on PostgreSQL: stored rows, stages, ledger. */
class GovernedRequestsIT {
    private static House house;
    private static Town town;

    @BeforeAll
    static void start() {
        house = new House();
        town = new Town(house);
    }

    @AfterAll
    static void stop() {
        house.close();
    }

    @Test
    void promotionIsAppliedWhenItsSignOffsAreThereAndTheApprovalHasItsDate() {
        VersionId version = town.model("applied");
        UUID request = town.ask(version);
        assertThat(town.stage(version)).isEqualTo("None");
        assertThat(town.tasks(request)).extracting(Task::role).containsExactly("risk-approver");

        town.sign(request, "approved", RITA);

        assertThat(town.stage(version)).isEqualTo("Production");
        assertThat(town.state(request)).isEqualTo("approved");
        assertThat(town.tasks(request)).isEmpty();
        assertThat(house.entries(request))
                .containsExactly("promotion.requested", "sign-off.given", "promotion.approved");
        assertThat(house.rows("SELECT round(extract(day FROM valid_until - approved_at)) FROM approvals.approval"
                        + " WHERE promotion_id = '" + request + "'"))
                .containsExactly("365");
    }

    @Test
    void failedThresholdRefusesUnderOneEntryAndTheSameAnswerComesAgain() {
        town.model("weak");
        VersionId weak = town.version("weak", with("test/auc", 0.5));
        OpenedPromotion first = town.open(Asking.promotion(Town.toProduction(weak)), ERIN);
        OpenedPromotion again = town.open(Asking.promotion(Town.toProduction(weak)), ERIN);

        assertThat(first.answer()).isInstanceOf(GateAnswer.Refused.class);
        assertThat(again.id()).isEqualTo(first.id());
        assertThat(town.state(first.id())).isEqualTo("refused");
        assertThat(house.entries(first.id())).containsExactly("promotion.refused");
        ThresholdResult failed = town.promotion(first.id()).thresholds().stream()
                .filter(ThresholdResult::failed)
                .findFirst()
                .orElseThrow();
        assertThat(failed.metric()).isEqualTo("test/auc");
        assertThat(failed.value()).isEqualTo(0.5);
        assertThat(failed.policy())
                .isEqualTo(town.promotion(first.id()).policy().text());
        assertThat(failed.origin().run())
                .isEqualTo(town.promotion(first.id()).frozen().runId());
        assertThat(failed.origin().dataset()).isEqualTo("german-credit");
    }

    @Test
    void waiverIsGrantedByASignOffOfItsOwnAndCountsUntilItsDate() {
        town.model("waived");
        VersionId weak = town.version("waived", with("test/ks", 0.25));
        UUID request = town.open(waiving(weak, "test/ks"), ERIN).id();
        assertThat(town.tasks(request)).extracting(Task::meaning).containsExactly("waived");
        assertThat(slug(() -> town.sign(request, "approved", RITA))).isEqualTo("invalid-request");

        town.sign(request, "waived", RITA);
        assertThat(town.tasks(request)).extracting(Task::meaning).containsExactly("approved");
        assertThat(slug(() -> town.sign(request, "approved", RITA))).isEqualTo("already-signed");
        town.sign(request, "approved", ROLF);

        assertThat(town.stage(weak)).isEqualTo("Production");
        assertThat(house.entries(request))
                .containsExactly(
                        "promotion.requested",
                        "sign-off.given",
                        "waiver.granted",
                        "sign-off.given",
                        "promotion.approved");
        VersionId next = town.version("waived", with("test/ks", 0.25));
        UUID second = town.ask(next);
        assertThat(town.promotion(second).thresholds())
                .filteredOn(result -> result.metric().equals("test/ks"))
                .allSatisfy(result -> assertThat(result.verdict().wireName()).isEqualTo("waived"));
    }

    @Test
    void waiverThatIsNotGrantedEndsTheRequest() {
        town.model("unwaived");
        VersionId weak = town.version("unwaived", with("test/ks", 0.25));
        UUID request = town.open(waiving(weak, "test/ks"), ERIN).id();
        town.sign(request, "rejected", RITA);

        assertThat(town.state(request)).isEqualTo("rejected");
        assertThat(town.stage(weak)).isEqualTo("None");
        assertThat(house.rows("SELECT id FROM approvals.waiver WHERE promotion_id = '" + request + "'"))
                .isEmpty();
    }

    @Test
    void newerVersionSupersedesTheOpenRequestOfAnOlderOne() {
        VersionId first = town.model("superseded");
        UUID older = town.ask(first);
        VersionId second = town.version("superseded", GOOD);
        UUID newer = town.ask(second);

        assertThat(town.state(older)).isEqualTo("superseded");
        assertThat(town.tasks(older)).isEmpty();
        assertThat(slug(() -> town.sign(older, "approved", RITA))).isEqualTo("promotion-closed");
        assertThat(house.entries(older)).containsExactly("promotion.requested", "promotion.superseded");
        town.sign(newer, "approved", RITA);
        assertThat(town.stage(second)).isEqualTo("Production");
    }

    @Test
    void whatBecomesOfARequestIsToldOutsideOnceEach() {
        VersionId version = town.model("told");
        UUID rejected = town.ask(version);
        town.sign(rejected, "rejected", RITA);
        UUID withdrawn = town.ask(version);
        house.get(WithdrawPromotion.class).withdraw(withdrawn, "not yet", ERIN);
        UUID superseded = town.ask(version);
        UUID approved = town.ask(town.version("told", GOOD));
        town.sign(approved, "approved", RITA);
        house.pass(Duration.ofDays(366));
        house.work();

        assertThat(told(rejected)).containsExactly(Kind.REQUESTED, Kind.SIGNED, Kind.REJECTED);
        assertThat(told(withdrawn)).containsExactly(Kind.REQUESTED, Kind.WITHDRAWN);
        assertThat(told(superseded)).containsExactly(Kind.REQUESTED, Kind.SUPERSEDED);
        assertThat(told(approved)).containsExactly(Kind.REQUESTED, Kind.SIGNED, Kind.APPROVED, Kind.LAPSED);
        assertThat(house.told)
                .filteredOn(event -> event.requestId().equals(approved) && event.kind() == Kind.SIGNED)
                .singleElement()
                .satisfies(event -> {
                    assertThat(event.version()).isEqualTo(new VersionId("told", 2));
                    assertThat(event.target()).isEqualTo("Production");
                    assertThat(event.by()).isEqualTo(RITA.displayName());
                });
    }

    private static List<Kind> told(UUID request) {
        return house.told.stream()
                .filter(event -> event.requestId().equals(request))
                .map(ApprovalEvent::kind)
                .toList();
    }

    @Test
    void signatureOnOtherNumbersThanTheRequestsIsRefusedAndLeavesNothing() {
        UUID request = town.ask(town.model("other-numbers"));
        SignOffIntent other = new SignOffIntent("approved", "seen", "ab".repeat(32), null);

        assertThat(slug(() -> house.get(SignOffs.class).give(request, other, RITA)))
                .isEqualTo("evidence-mismatch");
        assertThat(town.state(request)).isEqualTo("open");
        assertThat(house.rows("SELECT count(*) FROM approvals.sign_off WHERE promotion_id = '" + request + "'"))
                .containsExactly("0");
        assertThat(house.entries(request)).doesNotContain("sign-off.given");
    }

    @Test
    void changedEvidenceVoidsTheRequest() {
        town.model("changed");
        RunId run = house.runs.run("dan", GOOD);
        VersionId version = town.version("changed", run, GREG);
        UUID request = town.ask(version);
        house.runs.touch(run);

        assertThatThrownBy(() -> town.sign(request, "approved", RITA)).isInstanceOf(EvidenceChanged.class);
        assertThat(town.state(request)).isEqualTo("void");
        assertThat(town.tasks(request)).isEmpty();
        assertThat(house.entries(request)).containsExactly("promotion.requested", "promotion.voided");
    }

    @Test
    void changeOfARunBesideTheVersionsOwnVoidsTheRequestToo() {
        VersionId version = town.model("beside");
        RunId other = house.runs.run("vera", GOOD);
        UUID request = town.open(
                        new Asking(
                                RequestKind.PROMOTION, Town.toProduction(version), List.of(), List.of(other.value())),
                        ERIN)
                .id();
        house.runs.touch(other);

        assertThatThrownBy(() -> town.sign(request, "approved", RITA)).isInstanceOf(EvidenceChanged.class);
        assertThat(town.state(request)).isEqualTo("void");
    }

    @Test
    void rejectedWithAFindingIsResubmittedOnceTheFindingIsClosed() {
        VersionId version = town.model("resubmitted");
        UUID request = town.ask(version);
        Finding finding = raise(version, request, Severity.HIGH, List.of());
        town.sign(request, "rejected", RITA);
        assertThat(slug(() -> town.ask(version))).isEqualTo("findings-open");

        Findings findings = house.get(Findings.class);
        findings.remedy(finding.id(), "trained again on clean data", DAN);
        assertThat(slug(() -> findings.decide(finding.id(), true, "", DAN))).isEqualTo("forbidden");
        findings.decide(finding.id(), true, "good", VERA);

        UUID again = town.ask(version);
        assertThat(town.promotion(again).resubmits()).contains(request);
        assertThat(house.entries(finding.id())).containsExactly("finding.raised", "finding.remedied", "finding.closed");
    }

    @Test
    void nobodyAcceptsTheRemedyOfTheirOwnFinding() {
        VersionId version = town.model("own-finding");
        Finding finding = house.get(Findings.class).raise(found(version, null, Severity.LOW, "vera"), List.of(), VERA);
        house.get(Findings.class).remedy(finding.id(), "done", VERA);

        assertThat(slug(() -> house.get(Findings.class).decide(finding.id(), true, "", VERA)))
                .isEqualTo("segregation-of-duties");
        house.get(Findings.class).decide(finding.id(), false, "not enough", RITA);
        assertThat(house.get(Findings.class).get(finding.id(), VERA).state()).isEqualTo("open");
    }

    @Test
    void approvalLapsesWhenAFindingItDependsOnPassesItsDueDate() {
        VersionId version = town.model("conditional");
        UUID request = town.ask(version);
        Finding finding = raise(version, request, Severity.MEDIUM, List.of(request));
        town.sign(request, "approved", RITA);
        assertThat(approval(request).inForce()).isTrue();

        house.pass(Duration.ofDays(31));
        assertThat(house.work()).isPositive();

        assertThat(approval(request).endReason()).contains("condition-broken");
        assertThat(house.entries(request)).endsWith("approval.lapsed");
        assertThat(house.entries(finding.id())).containsExactly("finding.raised", "finding.overdue");
        assertThat(house.rows("SELECT actor FROM approvals.test_entry WHERE subject = '" + request
                        + "' AND action = 'approval.lapsed'"))
                .containsExactly("system:process-timer");
    }

    @Test
    void approvalExpiresAndItsVersionCannotBeGoneBackTo() {
        VersionId first = town.model("expires");
        UUID request = town.ask(first);
        town.sign(request, "approved", RITA);
        house.pass(Duration.ofDays(366));
        house.work();

        assertThat(approval(request).endReason()).contains("expired");
        VersionId second = town.version("expires", GOOD);
        town.sign(town.ask(second), "approved", RITA);
        assertThat(town.stage(first)).isEqualTo("Archived");
        assertThat(slug(() -> town.ask(RequestKind.ROLLBACK, first))).isEqualTo("not-approved-before");
    }

    @Test
    void rollbackGoesToAVersionThatWasApprovedAndNeedsOnePerson() {
        VersionId first = town.model("back");
        town.sign(town.ask(first), "approved", RITA);
        VersionId second = town.version("back", GOOD);
        UUID promoted = town.ask(second);
        town.sign(promoted, "approved", RITA);
        assertThat(town.stage(first)).isEqualTo("Archived");

        UUID rollback = town.ask(RequestKind.ROLLBACK, first);
        assertThat(slug(() -> town.sign(rollback, "approved", ERIN))).isEqualTo("forbidden");
        town.sign(rollback, "approved", ROLF);

        assertThat(town.stage(first)).isEqualTo("Production");
        assertThat(town.stage(second)).isEqualTo("Archived");
        assertThat(approval(promoted).endReason()).contains("replaced");
        VersionId third = town.version("back", GOOD);
        assertThat(slug(() -> town.ask(RequestKind.ROLLBACK, third))).isEqualTo("not-approved-before");
    }

    @Test
    void breakGlassIsAppliedByTwoPersonsWhateverTheNumbersSayAndIsReviewedAfterwards() {
        town.model("urgent");
        VersionId weak = town.version("urgent", with("test/auc", 0.5));
        UUID request = town.ask(RequestKind.EMERGENCY, weak);
        assertThat(town.stage(weak)).isEqualTo("None");
        town.sign(request, "approved", RITA);

        assertThat(town.stage(weak)).isEqualTo("Production");
        assertThat(town.tasks(request)).extracting(Task::meaning).containsExactly("reviewed");
        assertThat(slug(() -> house.get(WithdrawPromotion.class).withdraw(request, "changed my mind", ERIN)))
                .isEqualTo("promotion-closed");
        assertThat(slug(() -> town.sign(request, "reviewed", Actors.person("rita", Role.VALIDATOR))))
                .isEqualTo("already-signed");
        town.sign(request, "reviewed", VERA);
        assertThat(house.entries(request))
                .containsExactly(
                        "promotion.requested",
                        "sign-off.given",
                        "promotion.approved",
                        "sign-off.given",
                        "review.closed");
    }

    @Test
    void overdueReviewKeepsTheModelFromNewRequestsUntilItIsDone() {
        VersionId version = town.model("overdue-review");
        UUID request = town.ask(RequestKind.EMERGENCY, version);
        town.sign(request, "approved", RITA);
        house.pass(Duration.ofDays(8));
        house.work();

        VersionId next = town.version("overdue-review", GOOD);
        assertThat(slug(() -> town.ask(next))).isEqualTo("retrospective-review-overdue");
        assertThat(slug(() -> town.ask(RequestKind.EMERGENCY, next))).isEqualTo("retrospective-review-overdue");
        town.sign(request, "rejected", VERA);

        assertThat(approval(request).endReason()).contains("review-not-upheld");
        assertThat(house.get(Findings.class).of(request))
                .extracting(Finding::title)
                .containsExactly("Break-glass change not upheld");
        assertThat(town.state(town.ask(next))).isEqualTo("open");
    }

    @Test
    void breakGlassThatNobodyConfirmsExpires() {
        VersionId version = town.model("unconfirmed");
        UUID request = town.ask(RequestKind.EMERGENCY, version);
        house.pass(Duration.ofHours(5));
        house.work();

        assertThat(town.state(request)).isEqualTo("expired");
        assertThat(town.stage(version)).isEqualTo("None");
        assertThat(house.entries(request)).containsExactly("promotion.requested", "promotion.expired");
    }

    @Test
    void protectedAliasMovesByARequestAloneAndGoesByOne() {
        VersionId version = town.model("aliased");
        assertThat(slug(() -> house.get(Aliases.class).point("champion", version, ERIN)))
                .isEqualTo("forbidden");
        UUID request = town.open(Asking.promotion(Town.champion(version)), ERIN).id();
        assertThat(town.open(Asking.promotion(Town.champion(version)), ERIN).id())
                .isEqualTo(request);
        town.sign(request, "approved", RITA);
        assertThat(town.alias("aliased", "champion")).containsExactly("1");

        assertThat(slug(() -> house.get(Aliases.class).drop("aliased", "champion", ERIN)))
                .isEqualTo("forbidden");
        UUID removal = town.open(
                        Asking.promotion(house.transactions.required(() -> house.get(Aliases.class)
                                .guarded("aliased", "champion", null)
                                .orElseThrow())),
                        ERIN)
                .id();
        town.sign(removal, "approved", RITA);
        assertThat(town.alias("aliased", "champion")).isEmpty();
    }

    @Test
    void policyChangeIsPublishedByASecondPersonAndLeavesOpenRequestsOnTheirOwn() {
        VersionId version = town.model("before-change");
        UUID before = town.ask(version);
        String pinned = town.promotion(before).policy().text();
        PolicyChange change = propose("0.70", "0.75", house.now().minusSeconds(60), RITA);
        PolicyChanges changes = house.get(PolicyChanges.class);
        assertThat(slug(() -> changes.review(change.id(), true, change.proposalDigest(), "", RITA)))
                .isEqualTo("segregation-of-duties");
        assertThat(slug(() -> changes.review(change.id(), true, "0".repeat(64), "", ROLF)))
                .isEqualTo("evidence-mismatch");
        assertThat(slug(() -> changes.review(change.id(), true, change.proposalDigest(), "", ERIN)))
                .isEqualTo("forbidden");
        PolicyChange published = changes.review(change.id(), true, change.proposalDigest(), "agreed", ROLF);

        assertThat(published.published().orElseThrow()).startsWith("model-promotion@");
        assertThat(house.entries(change.id()))
                .containsExactly(
                        "policy-change.proposed",
                        "policy-change.reviewed",
                        "policy-change.published",
                        "policy-change.took-effect");
        assertThat(town.promotion(before).policy().text())
                .isEqualTo(pinned)
                .isNotEqualTo(published.published().orElseThrow());
        town.sign(before, "approved", RITA);

        VersionId next = town.version("before-change", GOOD);
        UUID after = town.ask(next);
        assertThat(town.promotion(after).policy().text())
                .isEqualTo(published.published().orElseThrow());
        assertThat(town.promotion(after).thresholds())
                .extracting(ThresholdResult::limit)
                .contains(0.75);
        assertThat(slug(() -> town.sign(after, "approved", RITA))).isEqualTo("segregation-of-duties");
        town.sign(after, "approved", RHEA);
        backToShipped();
    }

    @Test
    void policyThatBeginsLaterDoesNotJudgeBefore() {
        PolicyChange change = propose("0.70", "0.99", house.now().plus(Duration.ofDays(30)), RITA);
        house.get(PolicyChanges.class).review(change.id(), true, change.proposalDigest(), "", ROLF);
        VersionId version = town.model("later-policy");
        assertThat(town.promotion(town.ask(version)).thresholds())
                .extracting(ThresholdResult::limit)
                .doesNotContain(0.99);
        house.pass(Duration.ofDays(31));
        VersionId next = town.version("later-policy", GOOD);
        OpenedPromotion refused = town.open(Asking.promotion(Town.toProduction(next)), ERIN);
        assertThat(refused.answer()).isInstanceOf(GateAnswer.Refused.class);
        backToShipped();
    }

    @Test
    void guardAndProtectionAreLoosenedByTwoPersonsAlone() {
        PolicyChanges changes = house.get(PolicyChanges.class);
        PolicyChange protect = changes.propose(
                PolicyProposal.of("protected-alias", "gold", null, "protected", "names what we sell", house.now()),
                RITA);
        changes.review(protect.id(), true, protect.proposalDigest(), "", ROLF);
        VersionId version = town.model("gold-alias");
        assertThat(slug(() -> house.get(Aliases.class).point("gold", version, ERIN)))
                .isEqualTo("forbidden");

        PolicyChange loosen = changes.propose(
                PolicyProposal.of("protected-alias", "gold", null, null, "not any more", house.now()), RITA);
        assertThat(slug(() -> house.get(Aliases.class).point("gold", version, ERIN)))
                .isEqualTo("forbidden");
        assertThat(slug(() -> changes.review(loosen.id(), true, loosen.proposalDigest(), "", RITA)))
                .isEqualTo("segregation-of-duties");
        changes.review(loosen.id(), true, loosen.proposalDigest(), "", ROLF);
        house.get(Aliases.class).point("gold", version, ERIN);
        assertThat(town.alias("gold-alias", "gold")).containsExactly("1");
    }

    @Test
    void backTestJudgesPastRequestsByProposedTables() {
        VersionId version = town.model("back-test");
        UUID request = town.ask(version);
        List<BackTest.Outcome> outcomes = house.get(BackTest.class).of(tables("0.70", "0.90"), 100);

        assertThat(outcomes)
                .filteredOn(outcome -> outcome.promotionId().equals(request))
                .singleElement()
                .satisfies(outcome -> {
                    assertThat(outcome.passedThen()).isTrue();
                    assertThat(outcome.wouldPass()).isFalse();
                    assertThat(outcome.changed()).isTrue();
                });
        assertThat(town.state(request)).isEqualTo("open");
    }

    @Test
    void dryRunAsksNobodyAndLeavesNothing() {
        VersionId version = town.model("dry");
        String before = house.rows("SELECT count(*) FROM approvals.promotion").get(0);
        DryRun.Answer answer = house.get(DryRun.class).of(Asking.promotion(Town.toProduction(version)), VERA);

        assertThat(answer.wouldPass()).isTrue();
        assertThat(answer.requiredSignOffs()).hasSize(1);
        assertThat(house.rows("SELECT count(*) FROM approvals.promotion")).containsExactly(before);
        VersionId weak = town.version("dry", with("test/auc", 0.5));
        assertThat(house.get(DryRun.class)
                        .of(Asking.promotion(Town.toProduction(weak)), VERA)
                        .wouldPass())
                .isFalse();
    }

    @Test
    void taskIsClaimedReleasedAndDelegatedOneStepAndTheRulesStay() {
        VersionId version = town.model("handed");
        UUID request = town.ask(version);
        HandTasks hands = house.get(HandTasks.class);
        seen(RITA, ROLF, ERIN, RHEA);
        String task = town.tasks(request).get(0).id();

        assertThat(slug(() -> hands.claim(task, ERIN))).isEqualTo("forbidden");
        hands.claim(task, RITA);
        assertThat(slug(() -> hands.claim(task, ROLF))).isEqualTo("task-claimed");
        assertThat(slug(() -> town.sign(request, "approved", ROLF))).isEqualTo("task-claimed");
        assertThat(slug(() -> hands.delegate(task, "erin", RITA))).isEqualTo("segregation-of-duties");
        hands.delegate(task, "rolf", RITA);
        assertThat(slug(() -> hands.delegate(task, "rita", ROLF))).isEqualTo("conflict");
        assertThat(slug(() -> hands.delegate(task, "rhea", RITA))).isEqualTo("forbidden");
        town.sign(request, "approved", ROLF);

        assertThat(town.stage(version)).isEqualTo("Production");
        assertThat(house.entries(task)).containsExactly("task.claimed", "task.delegated");
    }

    @Test
    void whoeverLeavesGivesTheirTasksBackToTheGroup() {
        VersionId version = town.model("leaver");
        UUID request = town.ask(version);
        String task = town.tasks(request).get(0).id();
        house.get(HandTasks.class).claim(task, RITA);
        assertThat(house.get(HandTasks.class).left("rita", Actors.person("ada", Role.ADMIN)))
                .isPositive();

        assertThat(town.tasks(request).get(0).assignee()).isEmpty();
        town.sign(request, "approved", ROLF);
        assertThat(town.stage(version)).isEqualTo("Production");
    }

    @Test
    void findingOfAPersonOnHolidayGoesToWhoStandsIn() {
        seen(DAN, GREG, ERIN);
        LocalDate today = LocalDate.ofInstant(house.now(), java.time.ZoneOffset.UTC);
        People people = house.get(People.class);
        people.away(today, today.plusDays(7), "greg", DAN);
        assertThat(slug(() -> people.away(today, today.plusDays(7), "dan", GREG)))
                .isEqualTo("conflict");
        VersionId version = town.model("holiday");
        Finding finding = raise(version, null, Severity.LOW, List.of());

        assertThat(town.tasks(finding.id()).get(0).assignee()).contains("greg");
        assertThat(town.tasks(finding.id()).get(0).delegatedBy()).contains("dan");
        house.get(Findings.class).remedy(finding.id(), "done for dan", GREG);
        people.back(today, DAN);
    }

    @Test
    void inboxFiltersPagesAndCounts() {
        Actor inbox = Actors.person("ines", Role.RISK_APPROVER);
        VersionId first = town.model("inbox-1");
        VersionId second = town.model("inbox-2");
        UUID one = town.ask(first);
        town.ask(second);
        TaskList list = house.get(TaskList.class);
        Map<String, Long> before = list.counts(inbox);
        house.get(HandTasks.class).claim(town.tasks(one).get(0).id(), inbox);

        assertThat(list.of(inbox, new TaskFilter(TaskFilter.Whose.MINE, null, null, false), page(0), 10)
                        .items())
                .extracting(item -> item.task().requestId())
                .containsExactly(one);
        assertThat(list.of(inbox, new TaskFilter(TaskFilter.Whose.GROUPS, "inbox-1", null, false), page(0), 10)
                        .items())
                .isEmpty();
        assertThat(list.of(
                                inbox,
                                new TaskFilter(TaskFilter.Whose.ALL, "inbox-2", "model-promotion", false),
                                page(0),
                                10)
                        .items())
                .hasSize(1);
        assertThat(list.counts(inbox).get("mine")).isEqualTo(before.get("mine") + 1);
        assertThat(list.counts(inbox).get("groups")).isEqualTo(before.get("groups") - 1);
        assertThat(list.of(inbox, new TaskFilter(TaskFilter.Whose.ALL, null, null, false), page(0), 1)
                        .nextPageToken())
                .isNotNull();
        assertThat(list.of(
                                Actors.person("nora", Role.ENGINEER),
                                new TaskFilter(TaskFilter.Whose.ALL, null, null, false),
                                page(0),
                                10)
                        .items())
                .isEmpty();
    }

    @Test
    void dueDatesAreInBusinessDaysAndAnOverdueRoundIsMailed() {
        house.settings.put("countersign.mail.group.risk-approver", "risk@bank.example");
        house.settings.put("countersign.mail.escalation", "head@bank.example");
        VersionId version = town.model("business");
        UUID request = town.ask(version);
        Task task = town.tasks(request).get(0);
        assertThat(Duration.between(task.createdAt(), task.dueAt().orElseThrow())
                        .toDays())
                .isBetween(6L, 7L);
        house.pass(Duration.ofDays(8));
        house.work();

        assertThat(town.tasks(request).get(0).escalatedAt()).isPresent();
        assertThat(house.entries(request)).containsExactly("promotion.requested", "promotion.escalated");
        assertThat(house.rows(
                        "SELECT destination FROM approvals.test_outbox WHERE payload LIKE '%business/1%' ORDER BY id"))
                .containsExactly("risk@bank.example", "risk@bank.example", "head@bank.example");
        house.settings.remove("countersign.mail.group.risk-approver");
        house.settings.remove("countersign.mail.escalation");
    }

    @Test
    void ownersSignLowMaterialityAndNobodyElse() {
        assertThat(slug(() -> town.sign(town.ask(town.model("owner")), "approved", OLGA)))
                .isEqualTo("forbidden");
    }

    private static io.countersign.platform.paging.PageToken page(long offset) {
        return new io.countersign.platform.paging.PageToken(offset);
    }

    private static void seen(Actor... people) {
        for (Actor person : people) {
            house.transactions.required(() -> {
                house.get(People.class).seen(person);
                return null;
            });
        }
    }

    private static Approval approval(UUID request) {
        return house.transactions.required(
                () -> house.get(Approvals.class).find(request).orElseThrow());
    }

    private static Finding raise(VersionId version, UUID request, Severity severity, List<UUID> conditional) {
        return house.get(Findings.class).raise(found(version, request, severity, "dan"), conditional, VERA);
    }

    private static Finding.Found found(VersionId version, UUID request, Severity severity, String owner) {
        return new Finding.Found(
                version.model(),
                version.version(),
                request,
                "Leak in the test split",
                "data",
                "rows of the training data are in it",
                severity,
                owner,
                owner + " by name",
                house.now().plus(Duration.ofDays(30)));
    }

    private static Asking waiving(VersionId version, String metric) {
        return new Asking(
                RequestKind.PROMOTION,
                Town.toProduction(version),
                List.of(new AskedWaiver(metric, "small sample", house.now().plus(Duration.ofDays(90)))),
                List.of());
    }

    private static Map<String, Double> with(String metric, double value) {
        Map<String, Double> metrics = new HashMap<>(GOOD);
        metrics.put(metric, value);
        return metrics;
    }

    private static PolicyChange propose(String what, String by, java.time.Instant from, Actor author) {
        return house.get(PolicyChanges.class)
                .propose(
                        PolicyProposal.of("tables", "model-promotion", tables(what, by), null, "stricter", from),
                        author);
    }

    /** The shipped tables with one limit replaced. */
    private static PolicyTables tables(String what, String by) {
        PolicyTables shipped = house.transactions.required(
                () -> house.get(Policies.class).find(1).orElseThrow().tables());
        return new PolicyTables(
                new String(shipped.thresholds(), StandardCharsets.UTF_8)
                        .replace(what, by)
                        .getBytes(StandardCharsets.UTF_8),
                shipped.requiredSignOffs());
    }

    private static void backToShipped() {
        PolicyChange back = propose("nothing", "nothing", house.now(), RHEA);
        house.get(PolicyChanges.class)
                .review(back.id(), true, back.proposalDigest(), "", Actors.person("hugo", Role.RISK_APPROVER));
        assertThat(house.transactions.required(
                        () -> house.get(Policies.class).current().author()))
                .isEqualTo("rhea");
    }
}
