package io.countersign.approvals.control;

import io.countersign.approvals.engine.DecisionTables;
import io.countersign.approvals.entity.AskedWaiver;
import io.countersign.approvals.entity.Intent;
import io.countersign.approvals.entity.Policy;
import io.countersign.approvals.entity.Promotion.Assessed;
import io.countersign.approvals.entity.RequestKind;
import io.countersign.approvals.policy.Question;
import io.countersign.approvals.policy.SignOffRule;
import io.countersign.approvals.policy.Supplier;
import io.countersign.approvals.policy.ThresholdResult;
import io.countersign.platform.actor.Actor;
import io.countersign.platform.actor.Role;
import io.countersign.platform.problem.ProblemException;
import io.countersign.registry.RegisteredVersion;
import io.countersign.registry.Registry;
import io.countersign.registry.TargetKind;
import io.countersign.tracking.RunId;
import io.countersign.tracking.SealedRun;
import io.countersign.tracking.Tracking;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Gathers what a request is about and has the policy in force judge it. */
@ApplicationScoped
public class Assessments {

    @Inject
    Registry registry;

    @Inject
    Tracking tracking;

    @Inject
    Policies policies;

    @Inject
    DecisionTables tables;

    @Inject
    RiskTiers tiers;

    @Inject
    Numbers numbers;

    @Inject
    RunSuppliers suppliers;

    @Inject
    Waivers waivers;

    /**
     * By the policy in force now.
     *
     * @throws ProblemException (not found) for an unknown version, (forbidden) for a run out of reach, (conflict) when it names no run or one that has not ended,
     *     when nothing is left to do, or when the policy says nothing about the target
     */
    Assessment assess(Asking asking, Intent intent, Actor actor) {
        return assess(asking, intent, policies.current(), actor);
    }

    /** The same by any policy. */
    Assessment assess(Asking asking, Intent intent, Policy policy, Actor actor) {
        RegisteredVersion version = registry.version(intent.versionId())
                .orElseThrow(() -> ProblemException.notFound("There is no model version " + intent.versionId()));
        requireSomethingToDo(version, intent);
        SealedRun run = run(version, actor);
        List<SealedRun> others = asking.otherRuns().stream()
                .distinct()
                .filter(id -> !id.equals(run.id().value()))
                .map(id -> named(new RunId(id), actor))
                .toList();
        Map<String, Supplier> origins = suppliers.of(run, others, version);
        int tier = tiers.of(intent.model());
        Question question = new Question(tier, intent.target(), asking.kind().wireName());
        List<ThresholdResult> results = asking.kind() == RequestKind.ROLLBACK
                ? List.of()
                : waivers.applied(
                        intent,
                        numbers.of(run, others, origins, intent, policy.ref().text(), actor)
                                .judge(tables.thresholds(policy.tables(), question)));
        return new Assessment(
                asking.kind(),
                intent,
                tier,
                version,
                run,
                others,
                origins,
                asking.waivers(),
                policy.ref(),
                policy.author(),
                new Assessed(results, rules(policy, question, asking.waivers())));
    }

    /** A run that the actor names, who must reach it. */
    private SealedRun named(RunId run, Actor actor) {
        tracking.experimentOf(run)
                .ifPresent(experiment -> actor.requireOnExperiment(experiment, Set.of(Role.values())));
        return tracking.sealed(run, actor);
    }

    private static void requireSomethingToDo(RegisteredVersion version, Intent intent) {
        if (intent.targetKind() == TargetKind.STAGE && version.stage().equals(intent.targetStage())) {
            throw ProblemException.conflict(intent.versionId() + " is in " + intent.targetStage() + " already");
        }
    }

    private SealedRun run(RegisteredVersion version, Actor actor) {
        String runId = version.runId();
        if (runId == null || runId.isEmpty()) {
            throw ProblemException.conflict(
                    version.id() + " names no run: without a sealed run there is no evidence to sign");
        }
        return tracking.sealed(new RunId(runId), actor);
    }

    private List<SignOffRule> rules(Policy policy, Question question, List<AskedWaiver> asked) {
        List<SignOffRule> rules = tables.requiredSignOffs(policy.tables(), question);
        if (rules.isEmpty()) {
            throw ProblemException.conflict("Policy " + policy.ref().text() + " says nothing about a "
                    + question.request() + " to " + question.target() + " in tier " + question.tier()
                    + ", so nothing can enter");
        }
        List<SignOffRule> required = new ArrayList<>();
        if (!asked.isEmpty()) {
            List<SignOffRule> granting = tables.requiredSignOffs(policy.tables(), question.of("waiver"));
            if (granting.isEmpty()) {
                throw ProblemException.conflict("Policy " + policy.ref().text() + " lets nobody waive a threshold");
            }
            granting.stream()
                    .map(rule -> new SignOffRule(
                            rule.role(),
                            rule.meaning(),
                            rule.count(),
                            rule.validityDays(),
                            SignOffRule.WAIVERS,
                            rule.dueDays(),
                            rule.stepUpMinutes()))
                    .forEach(required::add);
        }
        rules.stream().filter(rule -> rule.count() > 0).forEach(required::add);
        if (required.isEmpty() && question.request().equals(RequestKind.EMERGENCY.wireName())) {
            throw ProblemException.conflict("A break-glass change needs a second person, and the policy names none");
        }
        return required;
    }

    /** Who must review a break-glass change afterwards. */
    List<SignOffRule> reviewers(Policy policy, int tier, Intent intent) {
        return tables.requiredSignOffs(policy.tables(), new Question(tier, intent.target(), "retrospective")).stream()
                .filter(rule -> rule.count() > 0)
                .toList();
    }
}
