package io.countersign.approvals.boundary;

import io.countersign.approvals.control.DryRun;
import io.countersign.approvals.entity.PolicyRef;
import io.countersign.approvals.policy.ThresholdResult;
import io.countersign.registry.Obstacle;
import java.util.List;

/** What would come of a request now. */
public record DryRunView(
        boolean wouldPass,
        String tier,
        PolicyRef policy,
        List<ThresholdResult> thresholds,
        List<RequiredSignOffView> requiredSignOffs,
        List<Obstacle> obstacles) {

    static DryRunView from(DryRun.Answer answer) {
        return new DryRunView(
                answer.wouldPass(),
                Integer.toString(answer.tier()),
                answer.policy(),
                answer.thresholds(),
                answer.requiredSignOffs().stream()
                        .map(rule -> RequiredSignOffView.of(rule, 0))
                        .toList(),
                answer.obstacles());
    }
}
