package io.countersign.approvals.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.approvals.entity.RequestKind;
import io.countersign.platform.actor.Actor;
import io.countersign.platform.actor.Role;
import io.countersign.platform.problem.ProblemException;
import io.countersign.registry.VersionId;
import io.countersign.tracking.RunId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/**
 * Random histories of what people can do, in any order: no reachable state has a version in the guarded stage, or under the
 * protected alias, without the sign-offs that its pinned policy demanded, by different persons with no part in it.
 */
class HistoriesPropertyIT {
    /** Every version that a request moved, with what the pinned demand lacks. Written in SQL, apart from the code under test. */
    private static final String UNSIGNED = """
            SELECT d.request_id FROM registry.pinned_demand d
            JOIN registry.demand_outcome o ON o.request_id = d.request_id AND o.outcome = 'applied'
            WHERE EXISTS (
                SELECT 1 FROM registry.pinned_sign_off p WHERE p.request_id = d.request_id AND p.count > (
                    SELECT count(DISTINCT s.subject) FROM approvals.sign_off s
                    WHERE s.promotion_id = d.request_id AND s.role = p.role AND s.meaning = p.meaning
                      AND s.evidence_digest = d.evidence_digest
                      AND s.subject NOT IN (d.requester, d.developer, d.registrar, d.policy_author)))
            """;

    private static final String WITHOUT_DEMAND = """
            SELECT m.name || '/' || v.number FROM registry.model_version v
            JOIN registry.registered_model m ON m.id = v.model_id
            WHERE v.stage = 'Production' AND NOT EXISTS (
                SELECT 1 FROM registry.pinned_demand d
                JOIN registry.demand_outcome o ON o.request_id = d.request_id AND o.outcome = 'applied'
                WHERE d.version_id = v.id AND d.target_stage = 'Production')
            """;

    private static House house;
    private static Town town;

    @BeforeContainer
    static void start() {
        house = new House();
        town = new Town(house);
    }

    @AfterContainer
    static void stop() {
        house.close();
    }

    /** One thing that somebody does. */
    record Act(int kind, int who, int what) {}

    @Provide
    Arbitrary<List<Act>> histories() {
        return Arbitraries.integers()
                .between(0, 9)
                .flatMap(kind -> Arbitraries.integers()
                        .between(0, 5)
                        .flatMap(who -> Arbitraries.integers().between(0, 7).map(what -> new Act(kind, who, what))))
                .list()
                .ofMinSize(4)
                .ofMaxSize(14);
    }

    @Property(tries = 12, shrinking = ShrinkingMode.OFF)
    void nothingIsInAGuardedStageWithoutItsSignOffs(@ForAll("histories") List<Act> history) {
        String model = "h-" + UUID.randomUUID();
        List<VersionId> versions = new ArrayList<>(List.of(town.model(model)));
        List<RunId> runs = new ArrayList<>();
        List<UUID> requests = new ArrayList<>();
        for (Act act : history) {
            try {
                act(act, model, versions, runs, requests);
            } catch (ProblemException refused) {
                // A refusal is an answer; what counts is what stands afterwards.
            }
            assertThat(house.rows(UNSIGNED)).isEmpty();
            assertThat(house.rows(WITHOUT_DEMAND)).isEmpty();
            assertThat(house.rows("SELECT v.number FROM registry.model_version v JOIN registry.registered_model m"
                            + " ON m.id = v.model_id WHERE m.name = '" + model + "' AND v.stage = 'Production'"))
                    .hasSizeLessThanOrEqualTo(1);
        }
    }

    private static void act(Act act, String model, List<VersionId> versions, List<RunId> runs, List<UUID> requests) {
        Actor actor = actor(act.who());
        VersionId version = versions.get(act.what() % versions.size());
        switch (act.kind()) {
            case 0 -> {
                RunId run = house.runs.run(actor.subject(), Town.GOOD);
                runs.add(run);
                versions.add(town.version(model, run, actor(act.what() % 6)));
            }
            case 1, 2 ->
                requests.add(town.open(Asking.promotion(Town.toProduction(version)), actor)
                        .id());
            case 3 ->
                requests.add(town.open(Asking.promotion(Town.champion(version)), actor)
                        .id());
            case 4 ->
                requests.add(town.open(
                                new Asking(RequestKind.EMERGENCY, Town.toProduction(version), List.of(), List.of()),
                                actor)
                        .id());
            case 5 ->
                requests.add(town.open(
                                new Asking(RequestKind.ROLLBACK, Town.toProduction(version), List.of(), List.of()),
                                actor)
                        .id());
            case 6, 7 -> {
                if (!requests.isEmpty()) {
                    town.sign(
                            requests.get(act.what() % requests.size()),
                            act.kind() == 6 ? "approved" : "reviewed",
                            actor);
                }
            }
            case 8 -> {
                if (!requests.isEmpty()) {
                    town.sign(requests.get(act.what() % requests.size()), "rejected", actor);
                }
            }
            default -> {
                runs.stream().skip(act.what() % 3).findFirst().ifPresent(house.runs::touch);
                house.pass(Duration.ofHours(act.what()));
            }
        }
    }

    /** Six persons who hold several roles each, so that only the rules keep them apart. */
    private static Actor actor(int who) {
        return Actors.person("p" + who, Role.ENGINEER, Role.RISK_APPROVER, Role.VALIDATOR);
    }
}
