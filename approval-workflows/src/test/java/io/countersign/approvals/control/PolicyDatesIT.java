package io.countersign.approvals.control;

import static io.countersign.approvals.control.Town.ERIN;
import static io.countersign.approvals.control.Town.GOOD;
import static io.countersign.approvals.control.Town.RHEA;
import static io.countersign.approvals.control.Town.RITA;
import static io.countersign.approvals.control.Town.ROLF;
import static io.countersign.approvals.control.Town.slug;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.countersign.approvals.entity.PolicyChange;
import io.countersign.approvals.policy.PolicyTables;
import io.countersign.registry.Registry;
import io.countersign.registry.VersionId;
import io.countersign.registry.control.Aliases;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Changes of policy are published when a second person accepts them, and hold from their date on. */
class PolicyDatesIT {
    private House house;
    private Town town;

    @BeforeEach
    void start() {
        house = new House();
        town = new Town(house);
        house.pass(Duration.ZERO);
    }

    @AfterEach
    void stop() {
        house.close();
    }

    @Test
    void guardAndProtectionChangeAtTheirDateAndNotWhenTheyArePublished() {
        PolicyChange guard = published("guard", "Staging", null, "model-promotion", Duration.ofDays(30));
        PolicyChange alias = published("protected-alias", "gold", null, "protected", Duration.ofDays(30));
        VersionId version = town.model("dated");

        house.pass(Duration.ofDays(29));
        assertThat(house.work()).isZero();
        assertThat(guarded("Staging")).isFalse();
        house.get(Aliases.class).point("gold", version, ERIN);
        assertThat(house.entries(guard.id())).endsWith("policy-change.published");

        house.pass(Duration.ofDays(2));
        house.work();
        assertThat(guarded("Staging")).isTrue();
        VersionId next = town.version("dated", GOOD);
        assertThat(slug(() -> house.get(Aliases.class).point("gold", next, ERIN)))
                .isEqualTo("forbidden");
        assertThat(house.entries(guard.id())).endsWith("policy-change.published", "policy-change.took-effect");
        assertThat(house.rows("SELECT actor FROM approvals.test_entry WHERE action IN ('stage.guard-changed',"
                        + " 'alias.protected', 'policy-change.took-effect') AND actor <> 'system:process-timer'"))
                .isEmpty();
        assertThat(inForceAt(guard)).isAfterOrEqualTo(guard.effectiveFrom());
        assertThat(inForceAt(alias)).isAfterOrEqualTo(alias.effectiveFrom());
    }

    @Test
    void guardStaysUntilTheDateOfItsLoosening() {
        published("guard", "Production", null, null, Duration.ofDays(10));

        house.pass(Duration.ofDays(9));
        house.work();
        assertThat(guarded("Production")).isTrue();
        house.pass(Duration.ofDays(2));
        house.work();
        assertThat(guarded("Production")).isFalse();
    }

    @Test
    void thresholdsAndSignOffsJudgeFromTheirDateOn() {
        published("tables", "model-promotion", stricter(), null, Duration.ofDays(30));
        UUID before = town.ask(town.model("before-the-date"));
        assertThat(town.promotion(before).policy().version()).isEqualTo(1);
        assertThat(town.tasks(before)).hasSize(1);

        house.pass(Duration.ofDays(31));
        UUID after = town.ask(town.model("after-the-date"));
        assertThat(town.promotion(after).policy().version()).isEqualTo(2);
        assertThat(town.tasks(after)).hasSize(2);
        assertThat(town.promotion(after).thresholds())
                .filteredOn(result -> result.metric().equals("test/auc"))
                .allSatisfy(result -> assertThat(result.limit()).isEqualTo(0.75));
        town.sign(before, "approved", RHEA);
        assertThat(town.state(before)).isEqualTo("approved");
    }

    @Test
    void publishedChangeIsKeptByTheDatabaseBesideItsDate() {
        PolicyChange change = published("guard", "Staging", null, "model-promotion", Duration.ofDays(30));
        for (String set : List.of(
                "state = 'open', closed_at = NULL", "setting = NULL, in_force_at = now()", "reviewer = 'mallory'")) {
            assertThatThrownBy(() -> house.sql(
                            "UPDATE approvals.policy_change SET " + set + " WHERE id = '" + change.id() + "'"))
                    .hasMessageContaining("has ended and is kept");
        }
    }

    private PolicyChange published(String kind, String subject, PolicyTables tables, String setting, Duration in) {
        PolicyChanges changes = house.get(PolicyChanges.class);
        PolicyChange change = changes.propose(
                PolicyProposal.of(
                        kind,
                        subject,
                        tables,
                        setting,
                        "for the test",
                        house.now().plus(in)),
                RITA);
        return changes.review(change.id(), true, change.proposalDigest(), "", ROLF);
    }

    private Instant inForceAt(PolicyChange change) {
        return house.get(PolicyChanges.class).get(change.id()).inForceAt().orElseThrow();
    }

    private boolean guarded(String stage) {
        return house.transactions.required(() -> house.get(Registry.class).guarded(stage));
    }

    private PolicyTables stricter() {
        PolicyTables shipped = house.transactions.required(
                () -> house.get(Policies.class).find(1).orElseThrow().tables());
        return new PolicyTables(
                new String(shipped.thresholds(), StandardCharsets.UTF_8)
                        .replace("0.70", "0.75")
                        .getBytes(StandardCharsets.UTF_8),
                new String(shipped.requiredSignOffs(), StandardCharsets.UTF_8)
                        .replaceFirst("(?s)(required-sign-offs-rule-5-out-3\">\\s*<text>)1(</text>)", "$12$2")
                        .getBytes(StandardCharsets.UTF_8));
    }
}
