package io.countersign.approvals.control;

import static io.countersign.approvals.control.Town.ERIN;
import static io.countersign.approvals.control.Town.GOOD;
import static io.countersign.approvals.control.Town.OLGA;
import static io.countersign.approvals.control.Town.RITA;
import static io.countersign.approvals.control.Town.ROLF;
import static io.countersign.approvals.control.Town.VERA;
import static io.countersign.approvals.control.Town.slug;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.countersign.approvals.entity.Approval;
import io.countersign.approvals.entity.Finding;
import io.countersign.approvals.entity.PolicyChange;
import io.countersign.approvals.entity.RequestKind;
import io.countersign.approvals.entity.Severity;
import io.countersign.registry.VersionId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What happens by the clock alone: approvals end at their date, what is overdue is escalated, tasks are due on working days. */
class DatesIT {
    private static House house;
    private static Town town;

    @BeforeAll
    static void start() {
        house = new House();
        town = new Town(house);
        house.pass(Duration.ZERO);
    }

    @AfterAll
    static void stop() {
        house.close();
    }

    @Test
    void rollbackLapsesWhenTheApprovalItWentBackToWouldHave() {
        VersionId first = town.model("lapsing-rollback");
        UUID approved = town.ask(first);
        town.sign(approved, "approved", RITA);
        town.sign(town.ask(town.version("lapsing-rollback", GOOD)), "approved", RITA);
        house.pass(Duration.ofDays(100));
        UUID rollback = town.ask(RequestKind.ROLLBACK, first);
        town.sign(rollback, "approved", ROLF);
        assertThat(approval(rollback).validUntil()).isEqualTo(approval(approved).validUntil());

        house.pass(Duration.ofDays(264));
        house.work();
        assertThat(approval(rollback).inForce()).isTrue();
        house.pass(Duration.ofDays(2));
        house.work();
        assertThat(approval(rollback).endReason()).contains(Approval.EXPIRED);
        assertThat(house.entries(rollback)).endsWith("approval.lapsed");
    }

    @Test
    void conditionsGoAlongWithARollbackAndBreakIt() {
        VersionId first = town.model("conditional-rollback");
        UUID approved = town.ask(first);
        Finding finding = raise(first, approved);
        town.sign(approved, "approved", RITA);
        town.sign(town.ask(town.version("conditional-rollback", GOOD)), "approved", RITA);
        UUID rollback = town.ask(RequestKind.ROLLBACK, first);
        town.sign(rollback, "approved", ROLF);

        house.pass(Duration.ofDays(31));
        house.work();
        assertThat(approval(rollback).endReason()).contains(Approval.CONDITION_BROKEN);
        assertThat(house.entries(finding.id())).endsWith("finding.overdue");
    }

    @Test
    void nobodyGoesBackToAnApprovalWhoseConditionBrokeMeanwhile() {
        VersionId first = town.model("broken-rollback");
        UUID approved = town.ask(first);
        raise(first, approved);
        town.sign(approved, "approved", RITA);
        town.sign(town.ask(town.version("broken-rollback", GOOD)), "approved", RITA);

        house.pass(Duration.ofDays(31));
        assertThat(slug(() -> town.ask(RequestKind.ROLLBACK, first))).isEqualTo("not-approved-before");
        house.work();
        assertThat(slug(() -> town.ask(RequestKind.ROLLBACK, first))).isEqualTo("not-approved-before");
    }

    @Test
    void rollbackThatWaitsTooLongIsVoid() {
        VersionId first = town.model("slow-rollback");
        town.sign(town.ask(first), "approved", RITA);
        VersionId second = town.version("slow-rollback", GOOD);
        town.sign(town.ask(second), "approved", RITA);
        UUID rollback = town.ask(RequestKind.ROLLBACK, first);

        house.pass(Duration.ofDays(366));
        assertThatThrownBy(() -> town.sign(rollback, "approved", ROLF)).isInstanceOf(EvidenceChanged.class);
        assertThat(town.state(rollback)).isEqualTo("void");
        assertThat(town.stage(second)).isEqualTo("Production");
    }

    @Test
    void breakGlassApprovalLapsesTooOnceItWasUpheld() {
        VersionId version = town.model("lapsing-emergency");
        UUID request = town.ask(RequestKind.EMERGENCY, version);
        town.sign(request, "approved", RITA);
        town.sign(request, "reviewed", VERA);
        Instant until = approval(request).validUntil().orElseThrow();

        house.pass(Duration.between(house.now(), until).plusSeconds(1));
        house.work();
        assertThat(approval(request).endReason()).contains(Approval.EXPIRED);
        assertThat(house.entries(request)).endsWith("review.closed", "approval.lapsed");
    }

    @Test
    void overdueWaiverAndOverduePolicyReviewAreEscalatedOnRecord() {
        town.model("slow-waiver");
        VersionId weak = town.version("slow-waiver", Wish.with("test/ks", 0.25));
        UUID request =
                town.open(Wish.waiving(weak, "test/ks", house.now()), ERIN).id();
        PolicyChange change = house.get(PolicyChanges.class)
                .propose(PolicyProposal.of("guard", "Staging", null, "model-promotion", "why", house.now()), RITA);

        house.pass(Duration.ofDays(10));
        house.work();
        assertThat(house.entries(request)).containsExactly("promotion.requested", "promotion.escalated");
        assertThat(town.tasks(request))
                .allSatisfy(task -> assertThat(task.escalatedAt()).isPresent());
        assertThat(house.entries(change.id())).containsExactly("policy-change.proposed", "policy-change.escalated");
        assertThat(town.state(request)).isEqualTo("open");
    }

    /** 27 November 2026 is a Friday. */
    @ParameterizedTest
    @CsvSource({
        "2026-11-27T17:30:00Z, 1, '', 2026-11-30T17:30:00Z",
        "2026-11-28T12:00:00Z, 1, '', 2026-11-30T12:00:00Z",
        "2026-11-27T17:30:00Z, 5, '', 2026-12-04T17:30:00Z",
        "2026-12-23T09:00:00Z, 2, '2026-12-24, 2026-12-25', 2026-12-29T09:00:00Z"
    })
    void businessDaysLeaveOutWeekendsAndHolidays(Instant from, int days, String holidays, Instant due) {
        house.settings.put("countersign.holidays", holidays);
        assertThat(house.get(BusinessDays.class).after(from, days)).isEqualTo(due);
    }

    private static Approval approval(UUID request) {
        return house.transactions.required(
                () -> house.get(Approvals.class).find(request).orElseThrow());
    }

    private static Finding raise(VersionId version, UUID request) {
        return house.get(Findings.class)
                .raise(
                        new Finding.Found(
                                version.model(),
                                version.version(),
                                request,
                                "Leak in the test split",
                                "data",
                                "rows of the training data are in it",
                                Severity.MEDIUM,
                                OLGA.subject(),
                                OLGA.displayName(),
                                house.now().plus(Duration.ofDays(30))),
                        List.of(request),
                        VERA);
    }
}
