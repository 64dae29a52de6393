package io.countersign.approvals.control;

import static io.countersign.approvals.control.Town.ERIN;
import static io.countersign.approvals.control.Town.GOOD;
import static io.countersign.approvals.control.Town.RITA;
import static io.countersign.approvals.control.Town.ROLF;
import static io.countersign.approvals.control.Town.VERA;
import static io.countersign.approvals.control.Town.slug;
import static io.countersign.approvals.control.Town.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.approvals.entity.Finding;
import io.countersign.approvals.entity.RequestKind;
import io.countersign.approvals.entity.Task;
import io.countersign.platform.actor.Role;
import io.countersign.registry.VersionId;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The way back to a version that was approved, and the emergency change with its review. */
class RollbackAndBreakGlassIT extends InTown {
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
        assertThat(town.approval(promoted).endReason()).contains("replaced");
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

        assertThat(town.approval(request).endReason()).contains("review-not-upheld");
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
}
