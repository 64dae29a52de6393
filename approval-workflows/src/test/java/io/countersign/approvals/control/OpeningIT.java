package io.countersign.approvals.control;

import static io.countersign.approvals.control.Town.ERIN;
import static io.countersign.approvals.control.Town.GOOD;
import static io.countersign.approvals.control.Town.RITA;
import static io.countersign.approvals.control.Town.slug;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.countersign.approvals.entity.RequestKind;
import io.countersign.approvals.policy.PolicyTables;
import io.countersign.approvals.policy.ThresholdResult;
import io.countersign.platform.actor.Actor;
import io.countersign.platform.actor.Role;
import io.countersign.platform.problem.ProblemException;
import io.countersign.registry.Obstacle;
import io.countersign.registry.TransitionIntent;
import io.countersign.registry.VersionId;
import io.countersign.tracking.RunId;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What is looked at before anybody is asked to sign: obstacles, and whose numbers they are. */
class OpeningIT extends InTown {
    @Test
    void requestIsRefusedAtOnceWithAllThatTheTierAsksForAndIsEmpty() {
        VersionId version = town.model("unfilled");
        assess("unfilled", 1);

        assertRefused(Town.toProduction(version), "inventory-field", "inventory-form");
        assertRefused(Town.champion(version), "inventory-field", "inventory-form");
        assertThat(slug(() -> town.ask(RequestKind.EMERGENCY, version))).isEqualTo("inventory-incomplete");
    }

    @Test
    void versionWhoseBytesAreBrokenIsNotAskedForAtAll() {
        VersionId version = town.model("broken");
        house.sql("UPDATE registry.model_version v SET broken_since = now() FROM registry.registered_model m"
                + " WHERE m.id = v.model_id AND m.name = 'broken'");

        assertRefused(Town.toProduction(version), "broken-bytes");
        assertRefused(Town.champion(version), "broken-bytes");
    }

    private static void assertRefused(TransitionIntent intent, String... codes) {
        String before = house.rows("SELECT count(*) FROM approvals.promotion").get(0);
        assertThatThrownBy(() -> town.open(Asking.promotion(intent), ERIN))
                .isInstanceOfSatisfying(ProblemException.class, refused -> {
                    assertThat(refused.type().slug()).isEqualTo("inventory-incomplete");
                    assertThat((List<?>) refused.details().get("obstacles"))
                            .extracting(obstacle -> ((Obstacle) obstacle).code())
                            .contains(codes);
                });
        assertThat(house.rows("SELECT count(*) FROM approvals.promotion")).containsExactly(before);
        DryRun.Answer dry = house.get(DryRun.class).of(Asking.promotion(intent), ERIN);
        assertThat(dry.wouldPass()).isFalse();
        assertThat(dry.obstacles()).extracting(Obstacle::code).contains(codes);
    }

    @Test
    void numbersCountByTheTokenThatMadeTheRunAndNotByWhatItSays() {
        VersionId version = town.model("origins");
        RunId ci = house.runs.run("pipeline", Actor.Kind.SERVICE_ACCOUNT, Set.of(Role.DEPLOYER), GOOD);
        RunId ciKey = house.runs.run("dan", Actor.Kind.API_KEY, Set.of(Role.DEPLOYER), GOOD);
        RunId validator = house.runs.run("vera", Actor.Kind.API_KEY, Set.of(Role.VALIDATOR), GOOD);
        RunId involved = house.runs.run("dan", Actor.Kind.PERSON, Set.of(Role.ENGINEER, Role.VALIDATOR), GOOD);
        RunId registrar = house.runs.run("greg", Actor.Kind.PERSON, Set.of(Role.VALIDATOR), GOOD);
        RunId stranger = house.runs.run("stranger", Actor.Kind.API_KEY, Set.of(Role.ENGINEER), GOOD);

        assertThat(supplier(version, ci)).isEqualTo("ci");
        assertThat(supplier(version, ciKey)).isEqualTo("ci");
        assertThat(supplier(version, validator)).isEqualTo("validator");
        assertThat(supplier(version, involved)).isEqualTo("developer");
        assertThat(supplier(version, registrar)).isEqualTo("developer");
        assertThat(supplier(version, stranger)).isEqualTo("developer");
    }

    @Test
    void policyThatAsksForAnOriginFailsAnyOtherNumber() {
        VersionId version = town.model("demanded");
        RunId ci = house.runs.run("pipeline", Actor.Kind.SERVICE_ACCOUNT, Set.of(Role.DEPLOYER), GOOD);
        RunId validator = house.runs.run("vera", Actor.Kind.PERSON, Set.of(Role.VALIDATOR), GOOD);
        UUID alone = town.ask(version);
        UUID withCi = town.open(Wish.beside(town.version("demanded", GOOD), ci.value()), ERIN)
                .id();
        UUID withValidator = town.open(Wish.beside(town.version("demanded", GOOD), ci.value(), validator.value()), ERIN)
                .id();

        assertThat(backTest(alone, "ci").wouldPass()).isFalse();
        assertThat(backTest(alone, "ci").thresholds())
                .filteredOn(ThresholdResult::failed)
                .extracting(ThresholdResult::reason)
                .allSatisfy(reason -> assertThat(reason).contains("origin ci"));
        assertThat(backTest(withCi, "ci").wouldPass()).isTrue();
        assertThat(backTest(withCi, "validator").wouldPass()).isFalse();
        assertThat(backTest(withValidator, "validator").wouldPass()).isTrue();
    }

    @Test
    void originIsFrozenWithTheEvidence() {
        VersionId version = town.byPipeline("frozen");
        UUID request =
                town.open(Asking.promotion(Town.toProduction(version)), ERIN).id();
        assertThat(new String(town.promotion(request).frozen().evidence(), StandardCharsets.UTF_8))
                .contains("\"supplier\":\"ci\"")
                .contains("promotion-evidence/v3");
        town.sign(request, "approved", RITA);
        assertThat(town.stage(version)).isEqualTo("Production");
    }

    private static String supplier(VersionId version, RunId other) {
        return house.get(DryRun.class).of(Wish.beside(version, other.value()), RITA).thresholds().stream()
                .map(ThresholdResult::origin)
                .filter(origin -> origin != null && origin.run().equals(other.value()))
                .map(origin -> origin.supplier().wireName())
                .distinct()
                .findFirst()
                .orElse("developer");
    }

    /** The shipped thresholds, but each number must be of that origin. */
    private static BackTest.Outcome backTest(UUID request, String supplier) {
        PolicyTables shipped = house.transactions.required(
                () -> house.get(Policies.class).find(1).orElseThrow().tables());
        String demanding = new String(shipped.thresholds(), StandardCharsets.UTF_8)
                .replaceAll(
                        "(?s)(<outputEntry id=\"thresholds-rule-\\d+-out-6\">\\s*<text>)\"?[a-z]*\"?(</text>)",
                        "$1\"" + supplier + "\"$2");
        return house
                .get(BackTest.class)
                .of(new PolicyTables(demanding.getBytes(StandardCharsets.UTF_8), shipped.requiredSignOffs()), 100)
                .stream()
                .filter(outcome -> outcome.promotionId().equals(request))
                .findFirst()
                .orElseThrow();
    }

    private static void assess(String model, int tier) {
        house.sql("INSERT INTO registry.inventory_entry (model_id, revision, content, sha256, tier, tier_table, at,"
                + " by_subject, by_name, entry_id) SELECT id, 1, '{}', encode(sha256('{}'::bytea), 'hex'), " + tier
                + ", 'risk-tier', now(), 'olga', 'Olga', gen_random_uuid() FROM registry.registered_model WHERE name ="
                + " '"
                + model + "'");
    }
}
