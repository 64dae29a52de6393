package io.countersign.approvals.control;

import io.countersign.approvals.entity.Intent;
import io.countersign.approvals.entity.Involved;
import io.countersign.approvals.entity.PolicyRef;
import io.countersign.approvals.entity.Promotion.Assessed;
import io.countersign.approvals.policy.ThresholdResult;
import io.countersign.platform.actor.Actor;
import io.countersign.registry.RegisteredVersion;
import io.countersign.tracking.SealedRun;
import java.util.List;

/**
 * A version as it stands now, and what the policy says of it.
 *
 * @param intent what is asked for
 * @param tier risk tier of the model
 * @param version the version with its bytes
 * @param run its sealed run
 * @param policy the policy in force
 * @param assessed results and required sign-offs by that policy
 */
record Assessment(
        Intent intent, int tier, RegisteredVersion version, SealedRun run, PolicyRef policy, Assessed assessed) {

    boolean passed() {
        return assessed.thresholds().stream().noneMatch(ThresholdResult::failed);
    }

    /** The numbers that failed, for people. */
    List<String> failures() {
        return assessed.thresholds().stream()
                .filter(ThresholdResult::failed)
                .map(result -> String.valueOf(result.reason()))
                .toList();
    }

    String sealDigest() {
        return run.sealDigest();
    }

    Involved involved(Actor requester) {
        return new Involved(
                requester.responsibleSubject(),
                requester.displayName(),
                run.startedBy(),
                run.startedByName(),
                version.registeredBy(),
                version.registeredByName());
    }
}
