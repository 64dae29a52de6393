package io.countersign.approvals.control;

import static io.countersign.approvals.control.Town.ERIN;
import static io.countersign.approvals.control.Town.GOOD;
import static io.countersign.approvals.control.Town.GREG;
import static io.countersign.approvals.control.Town.OLGA;
import static io.countersign.approvals.control.Town.RITA;
import static io.countersign.approvals.control.Town.ROLF;
import static io.countersign.approvals.control.Town.VERA;
import static io.countersign.approvals.control.Town.slug;
import static io.countersign.approvals.control.Town.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.countersign.approvals.entity.AskedWaiver;
import io.countersign.approvals.entity.RequestKind;
import io.countersign.approvals.entity.Task;
import io.countersign.approvals.policy.ThresholdResult;
import io.countersign.registry.ApprovalEvent;
import io.countersign.registry.ApprovalEvent.Kind;
import io.countersign.registry.GateAnswer;
import io.countersign.registry.VersionId;
import io.countersign.registry.control.Aliases;
import io.countersign.tracking.RunId;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Requests for a stage or a protected alias: thresholds, waivers, signatures, evidence, expiry; stored rows, stages, ledger. */
class PromotionRequestsIT extends InTown {
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
    void approvalExpiresAndItsVersionCannotBeGoneBackTo() {
        VersionId first = town.model("expires");
        UUID request = town.ask(first);
        town.sign(request, "approved", RITA);
        house.pass(Duration.ofDays(366));
        house.work();

        assertThat(town.approval(request).endReason()).contains("expired");
        VersionId second = town.version("expires", GOOD);
        town.sign(town.ask(second), "approved", RITA);
        assertThat(town.stage(first)).isEqualTo("Archived");
        assertThat(slug(() -> town.ask(RequestKind.ROLLBACK, first))).isEqualTo("not-approved-before");
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
    void ownersSignLowMaterialityAndNobodyElse() {
        assertThat(slug(() -> town.sign(town.ask(town.model("owner")), "approved", OLGA)))
                .isEqualTo("forbidden");
    }

    private static List<Kind> told(UUID request) {
        return house.told.stream()
                .filter(event -> event.requestId().equals(request))
                .map(ApprovalEvent::kind)
                .toList();
    }

    private static Asking waiving(VersionId version, String metric) {
        return new Asking(
                RequestKind.PROMOTION,
                Town.toProduction(version),
                List.of(new AskedWaiver(metric, "small sample", house.now().plus(Duration.ofDays(90)))),
                List.of());
    }
}
