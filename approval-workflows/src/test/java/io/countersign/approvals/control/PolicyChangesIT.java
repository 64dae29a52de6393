package io.countersign.approvals.control;

import static io.countersign.approvals.control.Town.ERIN;
import static io.countersign.approvals.control.Town.GOOD;
import static io.countersign.approvals.control.Town.RHEA;
import static io.countersign.approvals.control.Town.RITA;
import static io.countersign.approvals.control.Town.ROLF;
import static io.countersign.approvals.control.Town.slug;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.approvals.entity.PolicyChange;
import io.countersign.approvals.policy.PolicyTables;
import io.countersign.approvals.policy.ThresholdResult;
import io.countersign.platform.actor.Actor;
import io.countersign.platform.actor.Role;
import io.countersign.registry.GateAnswer;
import io.countersign.registry.VersionId;
import io.countersign.registry.control.Aliases;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Changes of the policy by two persons, and what past requests would have come to under it. */
class PolicyChangesIT extends InTown {
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
    void whoProposedAChangeMayWithdrawItAndNobodyElse() {
        PolicyChange change = propose("0.70", "0.80", house.now(), RITA);
        PolicyChanges changes = house.get(PolicyChanges.class);
        assertThat(slug(() -> changes.withdraw(change.id(), ROLF))).isEqualTo("forbidden");
        assertThat(changes.withdraw(change.id(), RITA).state()).isEqualTo("withdrawn");

        assertThat(house.entries(change.id())).containsExactly("policy-change.proposed", "policy-change.withdrawn");
        assertThat(town.tasks(change.id())).isEmpty();
        assertThat(slug(() -> changes.review(change.id(), true, change.proposalDigest(), "", ROLF)))
                .isEqualTo("conflict");
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
