package io.countersign.approvals.control;

import io.countersign.approvals.entity.Intent;
import io.countersign.approvals.entity.PolicyRef;
import io.countersign.approvals.policy.SignOffRule;
import io.countersign.approvals.policy.ThresholdResult;
import io.countersign.platform.actor.Actor;
import io.countersign.platform.actor.Role;
import io.countersign.registry.Obstacle;
import io.countersign.registry.Registry;
import io.countersign.registry.TargetKind;
import io.countersign.registry.TransitionIntent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Set;

/** Would this version pass? Judged as a request would be, and nothing is asked of anybody. */
@ApplicationScoped
@Transactional
public class DryRun {

    @Inject
    Assessments assessments;

    @Inject
    Registry registry;

    /**
     * What would come of a request now.
     *
     * @param wouldPass whether it would be put to people, or applied when nobody must sign
     * @param tier risk tier of the model
     * @param policy the policy in force
     * @param thresholds one result for each threshold
     * @param requiredSignOffs who would have to sign
     * @param obstacles what keeps the request from being taken at all as things stand
     */
    public record Answer(
            boolean wouldPass,
            int tier,
            PolicyRef policy,
            List<ThresholdResult> thresholds,
            List<SignOffRule> requiredSignOffs,
            List<Obstacle> obstacles) {}

    /** @throws io.countersign.platform.problem.ProblemException as a request would be refused */
    public Answer of(Asking asked, Actor actor) {
        TransitionIntent intent = asked.intent();
        actor.requireOnModel(intent.version().model(), Set.of(Role.values()));
        String target = intent.kind() == TargetKind.STAGE
                ? registry.canonicalStage(intent.targetStage())
                : intent.targetStage();
        TransitionIntent meant = new TransitionIntent(
                intent.version(), intent.kind(), target, intent.archiveExisting(), intent.rationale());
        Assessment assessment = assessments.assess(asked, Intent.of(meant), actor);
        List<Obstacle> obstacles = registry.obstacles(meant);
        boolean met = assessment.passed() || (!assessment.waivers().isEmpty() && assessment.waivable());
        return new Answer(
                met && obstacles.isEmpty(),
                assessment.tier(),
                assessment.policy(),
                assessment.assessed().thresholds(),
                assessment.assessed().requiredSignOffs(),
                obstacles);
    }
}
