package io.countersign.approvals.control;

import static io.countersign.approvals.control.Town.slug;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.approvals.entity.PolicyChange;
import io.countersign.approvals.entity.RequestKind;
import io.countersign.approvals.policy.PolicyTables;
import io.countersign.platform.actor.Actor;
import io.countersign.platform.actor.Role;
import io.countersign.platform.problem.ProblemException;
import io.countersign.registry.TargetKind;
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
import java.util.Set;
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
        ASK_ALIAS_REMOVAL,
        MOVE_STAGE_DIRECTLY,
        POINT_ALIAS_DIRECTLY,
        DROP_ALIAS_DIRECTLY,
        SIGN_STAGE,
        SIGN_ALIAS,
        SIGN_ALIAS_REMOVAL,
        SIGN_ROLLBACK,
        SIGN_BY_TRANSITION_REQUEST,
        GRANT_WAIVER,
        CONFIRM_EMERGENCY,
        LOOSEN_GUARD,
        UNPROTECT_ALIAS,
        COMPLETE_THE_TASK,
        APPLY_WITHOUT_SIGN_OFFS;

        boolean aboutRemoval() {
            return this == ASK_ALIAS_REMOVAL || this == DROP_ALIAS_DIRECTLY || this == SIGN_ALIAS_REMOVAL;
        }

        boolean aboutRollback() {
            return this == ASK_ROLLBACK || this == SIGN_ROLLBACK;
        }

        boolean signs() {
            return name().startsWith("SIGN") || this == CONFIRM_EMERGENCY || this == GRANT_WAIVER;
        }

        /** Needs a request that is open already. */
        boolean onRequest() {
            return signs() || this == COMPLETE_THE_TASK || this == APPLY_WITHOUT_SIGN_OFFS;
        }

        boolean refusedToAll() {
            return Set.of(LOOSEN_GUARD, UNPROTECT_ALIAS, COMPLETE_THE_TASK, APPLY_WITHOUT_SIGN_OFFS)
                    .contains(this);
        }

        RequestKind kind() {
            return this == SIGN_ROLLBACK
                    ? RequestKind.ROLLBACK
                    : this == CONFIRM_EMERGENCY ? RequestKind.EMERGENCY : RequestKind.PROMOTION;
        }

        TransitionIntent intent(VersionId version) {
            return switch (this) {
                case ASK_ALIAS, SIGN_ALIAS -> Town.champion(version);
                case ASK_ALIAS_REMOVAL, SIGN_ALIAS_REMOVAL ->
                    new TransitionIntent(version, TargetKind.ALIAS_REMOVAL, "champion", false, "no longer");
                default -> Town.toProduction(version);
            };
        }
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
        assertThat(town.alias(version.model(), "champion"))
                .isEqualTo(way.aboutRemoval() ? List.of(Integer.toString(version.version())) : List.of());
        if (way.signs()) {
            boolean may = role == Role.RISK_APPROVER && relation == Relation.NONE;
            assertThat(refusal.isEmpty()).as(refusal).isEqualTo(may);
            assertThat(signOffs(request)).isEqualTo(signedBefore + (may ? 1 : 0));
        } else if (way.refusedToAll()) {
            assertThat(refusal).isNotEmpty();
            assertThat(governed()).isTrue();
        }
    }

    private static Actor actor(String who, Role role, Relation relation) {
        return relation == Relation.KEY_OF_A_PERSON ? Actors.key("key:" + who, who, role) : Actors.person(who, role);
    }

    private static VersionId version(Way way, String who, Relation relation) {
        String model = town.empty("m-" + UUID.randomUUID());
        RunId run = house.runs.run(
                relation == Relation.TRAINED ? who : "dan",
                way == Way.GRANT_WAIVER ? Wish.with("test/ks", 0.25) : Town.GOOD);
        VersionId version = town.version(
                model, run, relation == Relation.REGISTERED ? Actors.person(who, Role.ENGINEER) : Town.GREG);
        if (way.aboutRollback()) {
            approvedBefore(version);
        }
        if (way.aboutRemoval()) {
            approved(Town.champion(version));
        }
        return version;
    }

    /** It was in the stage once, and another version took its place. */
    private static void approvedBefore(VersionId version) {
        approved(Town.toProduction(version));
        approved(Town.toProduction(town.version(version.model(), Town.GOOD)));
    }

    private static void approved(TransitionIntent intent) {
        UUID request = town.open(Asking.promotion(intent), Town.ERIN).id();
        town.sign(request, "approved", Actors.person("s1", Role.RISK_APPROVER));
        town.sign(request, "approved", Actors.person("s2", Role.RISK_APPROVER));
    }

    private static UUID request(Way way, VersionId version, Actor actor, Relation relation) {
        if (!way.onRequest()) {
            return null;
        }
        Actor requester =
                relation == Relation.REQUESTED ? Actors.person(actor.responsibleSubject(), Role.ENGINEER) : Town.ERIN;
        Asking asking = way == Way.GRANT_WAIVER
                ? Wish.waiving(version, "test/ks", house.now())
                : new Asking(way.kind(), way.intent(version), List.of(), List.of());
        UUID request = town.open(asking, requester).id();
        if (relation == Relation.SIGNED_BEFORE && actor.isPerson()) {
            town.sign(request, meaning(way), Actors.person(actor.subject(), Role.RISK_APPROVER));
        }
        return request;
    }

    private static void attempt(Way way, VersionId version, UUID request, Actor actor) {
        switch (way) {
            case ASK_STAGE, ASK_ALIAS, ASK_ALIAS_REMOVAL -> town.open(Asking.promotion(way.intent(version)), actor);
            case ASK_ROLLBACK -> town.open(asking(RequestKind.ROLLBACK, version), actor);
            case ASK_EMERGENCY -> town.open(asking(RequestKind.EMERGENCY, version), actor);
            case MOVE_STAGE_DIRECTLY -> house.get(Transitions.class).movedAtOnce(Town.toProduction(version), actor);
            case POINT_ALIAS_DIRECTLY -> house.get(Aliases.class).point("champion", version, actor);
            case DROP_ALIAS_DIRECTLY -> house.get(Aliases.class).drop(version.model(), "champion", actor);
            case SIGN_STAGE, SIGN_ALIAS, SIGN_ALIAS_REMOVAL, SIGN_ROLLBACK, CONFIRM_EMERGENCY, GRANT_WAIVER ->
                town.sign(request, meaning(way), actor);
            case SIGN_BY_TRANSITION_REQUEST ->
                house.get(OpenTransitionRequests.class).approve(version, "Production", "fine", actor);
            case LOOSEN_GUARD -> changeAlone(PolicyChange.GUARD, "Production", actor);
            case UNPROTECT_ALIAS -> changeAlone(PolicyChange.PROTECTED_ALIAS, "champion", actor);
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

    private static String meaning(Way way) {
        return way == Way.GRANT_WAIVER ? "waived" : "approved";
    }

    /** Proposes to loosen what guards, and accepts it in the same person. */
    private static void changeAlone(String kind, String subject, Actor actor) {
        PolicyChanges changes = house.get(PolicyChanges.class);
        PolicyChange change =
                changes.propose(PolicyProposal.of(kind, subject, null, null, "let it in", house.now()), actor);
        try {
            changes.review(change.id(), true, change.proposalDigest(), "", actor);
        } finally {
            changes.withdraw(change.id(), actor);
        }
    }

    private static boolean governed() {
        return house.transactions.required(
                () -> house.get(GovernedRegistry.class).guarded("Production")
                        && house.get(GovernedRegistry.class).protectsAlias("champion"));
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
