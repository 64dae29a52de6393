package io.countersign.approvals.control;

import io.countersign.approvals.engine.DecisionTables;
import io.countersign.approvals.entity.Intent;
import io.countersign.approvals.entity.Policy;
import io.countersign.approvals.entity.Promotion.Assessed;
import io.countersign.approvals.policy.MetricJudgement;
import io.countersign.approvals.policy.PolicyTables;
import io.countersign.approvals.policy.SignOffRule;
import io.countersign.platform.actor.Actor;
import io.countersign.platform.problem.ProblemException;
import io.countersign.registry.RegisteredVersion;
import io.countersign.registry.Registry;
import io.countersign.tracking.RunId;
import io.countersign.tracking.SealedRun;
import io.countersign.tracking.Tracking;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;

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

    /**
     * @throws ProblemException (not found) for an unknown version, (conflict) when it names no run or one that has not ended, when it is in that
     *     stage already, or when the policy says nothing about the stage
     */
    Assessment assess(Intent intent, Actor actor) {
        RegisteredVersion version = registry.version(intent.versionId())
                .orElseThrow(() -> ProblemException.notFound("There is no model version " + intent.versionId()));
        if (version.stage().equals(intent.targetStage())) {
            throw ProblemException.conflict(intent.versionId() + " is in " + intent.targetStage() + " already");
        }
        SealedRun run = run(version, actor);
        Policy policy = policies.current();
        int tier = tiers.of(intent.model());
        return new Assessment(intent, tier, version, run, policy.ref(), judge(policy, tier, intent, run));
    }

    private SealedRun run(RegisteredVersion version, Actor actor) {
        String runId = version.runId();
        if (runId == null || runId.isEmpty()) {
            throw ProblemException.conflict(
                    version.id() + " names no run: without a sealed run there is no evidence to sign");
        }
        return tracking.sealed(new RunId(runId), actor);
    }

    private Assessed judge(Policy policy, int tier, Intent intent, SealedRun run) {
        PolicyTables bytes = policy.tables();
        List<SignOffRule> rules = tables.requiredSignOffs(bytes, tier, intent.targetStage());
        if (rules.isEmpty()) {
            throw ProblemException.conflict("Policy " + policy.ref().text() + " says nothing about entry to "
                    + intent.targetStage() + " in tier " + tier + ", so nothing can enter");
        }
        return new Assessed(
                MetricJudgement.judge(tables.thresholds(bytes, tier, intent.targetStage()), run.metrics()),
                rules.stream().filter(rule -> rule.count() > 0).toList());
    }
}
