package io.countersign.approvals.control;

import static io.countersign.approvals.control.Town.slug;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.approvals.entity.RequestKind;
import io.countersign.approvals.policy.PolicyTables;
import io.countersign.platform.actor.Actor;
import io.countersign.platform.actor.Role;
import io.countersign.platform.problem.ProblemException;
import io.countersign.registry.TransitionDecision;
import io.countersign.registry.TransitionIntent;
import io.countersign.registry.VersionId;
import io.countersign.registry.control.Aliases;
import io.countersign.registry.control.GovernedRegistry;
import io.countersign.registry.control.Transitions;
import io.countersign.tracking.RunId;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every way that could move a version into the guarded stage or under the protected alias, tried by every role in every
 * relation to the version. One person alone never gets there; a sign-off moves it only when nothing stands against it.
 */
class WaysInMatrixIT {
    private static House house;
    private static Town town;

    /** What somebody tries, and what they try it on. */
    enum Way {
        ASK_STAGE,
        ASK_ALIAS,
        ASK_ROLLBACK,
        ASK_EMERGENCY,
        MOVE_STAGE_DIRECTLY,
        POINT_ALIAS_DIRECTLY,
        SIGN_STAGE,
        SIGN_ALIAS,
        SIGN_ROLLBACK,
        CONFIRM_EMERGENCY,
        COMPLETE_THE_TASK,
        APPLY_WITHOUT_SIGN_OFFS
    }

    /** How they stand to the version. */
    enum Relation {
        NONE,
        REQUESTED,
        TRAINED,
        REGISTERED,
        WROTE_POLICY,
        SIGNED_BEFORE,
        KEY_OF_A_PERSON
    }

    @BeforeAll
    static void start() {
        house = new House();
        town = new Town(house);
        var change = house.get(PolicyChanges.class)
                .propose(
                        PolicyProposal.of(
                                "tables",
                                "model-promotion",
                                twoApprovers(),
                                null,
                                "two persons in tier 3",
                                house.now()),
                        Actors.person("author", Role.RISK_APPROVER));
        house.get(PolicyChanges.class)
                .review(change.id(), true, change.proposalDigest(), "", Actors.person("second", Role.RISK_APPROVER));
    }

    /** The shipped tables, but two approvals where there was one: so that "signed before" has a meaning. */
    private static PolicyTables twoApprovers() {
        var shipped = house.transactions.required(
                () -> house.get(Policies.class).find(1).orElseThrow().tables());
        String xml = new String(shipped.requiredSignOffs(), StandardCharsets.UTF_8);
        for (String rule : List.of("5", "10", "12")) {
            xml = xml.replaceFirst("(?s)(required-sign-offs-rule-" + rule + "-out-3\">\\s*<text>)1(</text>)", "$12$2");
        }
        return new PolicyTables(shipped.thresholds(), xml.getBytes(StandardCharsets.UTF_8));
    }

    @AfterAll
    static void stop() {
        house.close();
    }

    static Stream<Arguments> everything() {
        List<Arguments> all = new ArrayList<>();
        for (Way way : Way.values()) {
            for (Role role : Role.values()) {
                for (Relation relation : Relation.values()) {
                    all.add(Arguments.of(way, role, relation));
                }
            }
        }
        return all.stream();
    }

    @ParameterizedTest(name = "{0} by {1}, {2}")
    @MethodSource("everything")
    void nobodyGetsInAlone(Way way, Role role, Relation relation) {
        String who = "who-" + UUID.randomUUID();
        Actor actor = actor(relation == Relation.WROTE_POLICY ? "author" : who, role, relation);
        VersionId version = version(way, who, relation);
        UUID request = request(way, version, actor, relation);
        long signedBefore = signOffs(request);

        String refusal = slug(() -> attempt(way, version, request, actor));

        assertThat(town.stage(version)).isNotEqualTo("Production");
        assertThat(town.alias(version.model(), "champion")).isEmpty();
        boolean signing = way.name().startsWith("SIGN") || way == Way.CONFIRM_EMERGENCY;
        if (signing) {
            boolean may = role == Role.RISK_APPROVER && relation == Relation.NONE;
            assertThat(refusal.isEmpty()).as(refusal).isEqualTo(may);
            assertThat(signOffs(request)).isEqualTo(signedBefore + (may ? 1 : 0));
        } else if (way == Way.COMPLETE_THE_TASK || way == Way.APPLY_WITHOUT_SIGN_OFFS) {
            assertThat(refusal).isNotEmpty();
        }
    }

    private static Actor actor(String who, Role role, Relation relation) {
        return relation == Relation.KEY_OF_A_PERSON ? Actors.key("key:" + who, who, role) : Actors.person(who, role);
    }

    private static VersionId version(Way way, String who, Relation relation) {
        String model = "m-" + UUID.randomUUID();
        town.model(model);
        RunId run = house.runs.run(relation == Relation.TRAINED ? who : "dan", Town.GOOD);
        VersionId version = town.version(
                model, run, relation == Relation.REGISTERED ? Actors.person(who, Role.ENGINEER) : Town.GREG);
        if (way == Way.ASK_ROLLBACK || way == Way.SIGN_ROLLBACK) {
            approvedBefore(version);
        }
        return version;
    }

    /** It was in the stage once, and another version took its place. */
    private static void approvedBefore(VersionId version) {
        promote(version);
        promote(town.version(version.model(), Town.GOOD));
    }

    private static void promote(VersionId version) {
        UUID request = town.ask(version);
        town.sign(request, "approved", Actors.person("s1", Role.RISK_APPROVER));
        town.sign(request, "approved", Actors.person("s2", Role.RISK_APPROVER));
    }

    private static UUID request(Way way, VersionId version, Actor actor, Relation relation) {
        RequestKind kind = way == Way.SIGN_ROLLBACK
                ? RequestKind.ROLLBACK
                : way == Way.CONFIRM_EMERGENCY ? RequestKind.EMERGENCY : RequestKind.PROMOTION;
        if (way.name().startsWith("ASK") || way.name().endsWith("DIRECTLY")) {
            return null;
        }
        TransitionIntent intent = way == Way.SIGN_ALIAS ? Town.champion(version) : Town.toProduction(version);
        Actor requester =
                relation == Relation.REQUESTED ? Actors.person(actor.responsibleSubject(), Role.ENGINEER) : Town.ERIN;
        UUID request = town.open(new Asking(kind, intent, List.of(), List.of()), requester)
                .id();
        if (relation == Relation.SIGNED_BEFORE && actor.isPerson()) {
            slug(() -> town.sign(request, "approved", Actors.person(actor.subject(), Role.RISK_APPROVER)));
        }
        return request;
    }

    private static void attempt(Way way, VersionId version, UUID request, Actor actor) {
        switch (way) {
            case ASK_STAGE -> town.open(Asking.promotion(Town.toProduction(version)), actor);
            case ASK_ALIAS -> town.open(Asking.promotion(Town.champion(version)), actor);
            case ASK_ROLLBACK -> town.open(asking(RequestKind.ROLLBACK, version), actor);
            case ASK_EMERGENCY -> town.open(asking(RequestKind.EMERGENCY, version), actor);
            case MOVE_STAGE_DIRECTLY -> house.get(Transitions.class).movedAtOnce(Town.toProduction(version), actor);
            case POINT_ALIAS_DIRECTLY -> house.get(Aliases.class).point("champion", version, actor);
            case SIGN_STAGE, SIGN_ALIAS, SIGN_ROLLBACK, CONFIRM_EMERGENCY -> town.sign(request, "approved", actor);
            case COMPLETE_THE_TASK -> complete(request);
            case APPLY_WITHOUT_SIGN_OFFS ->
                house.transactions.required(() -> house.get(GovernedRegistry.class)
                        .apply(
                                new TransitionDecision(
                                        request,
                                        town.promotion(request).policy().digest(),
                                        town.digest(request),
                                        List.of()),
                                actor));
        }
    }

    private static Asking asking(RequestKind kind, VersionId version) {
        return new Asking(kind, Town.toProduction(version), List.of(), List.of());
    }

    private static void complete(UUID request) {
        try {
            house.transactions.required(() -> {
                house.engine
                        .getTaskService()
                        .complete(town.tasks(request).get(0).id());
                return null;
            });
        } catch (RuntimeException refused) {
            throw ProblemException.forbidden(String.valueOf(refused.getMessage()));
        }
    }

    private static long signOffs(UUID request) {
        return request == null
                ? 0
                : Long.parseLong(
                        house.rows("SELECT count(*) FROM approvals.sign_off WHERE promotion_id = '" + request + "'")
                                .get(0));
    }
}
