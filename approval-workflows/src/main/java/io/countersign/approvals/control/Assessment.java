package io.countersign.approvals.control;

import io.countersign.approvals.entity.AskedWaiver;
import io.countersign.approvals.entity.Intent;
import io.countersign.approvals.entity.Involved;
import io.countersign.approvals.entity.PolicyRef;
import io.countersign.approvals.entity.Promotion.Assessed;
import io.countersign.approvals.entity.RequestKind;
import io.countersign.approvals.policy.Supplier;
import io.countersign.approvals.policy.ThresholdResult;
import io.countersign.platform.actor.Actor;
import io.countersign.registry.RegisteredVersion;
import io.countersign.tracking.SealedRun;
import java.util.List;
import java.util.Map;

/**
 * A version as it stands now, and what the policy says of it.
 *
 * @param kind kind of the request
 * @param intent what is asked for
 * @param tier risk tier of the model
 * @param version the version with its bytes
 * @param run its sealed run
 * @param others sealed runs beside it whose numbers count
 * @param suppliers whose each of the runs is, by its id
 * @param waivers thresholds that are to be waived
 * @param policy the policy in force
 * @param policyAuthor who proposed it; empty for a shipped one
 * @param assessed results and required sign-offs by that policy
 */
record Assessment(
        RequestKind kind,
        Intent intent,
        int tier,
        RegisteredVersion version,
        SealedRun run,
        List<SealedRun> others,
        Map<String, Supplier> suppliers,
        List<AskedWaiver> waivers,
        PolicyRef policy,
        String policyAuthor,
        Assessed assessed) {
    Assessment {
        others = List.copyOf(others);
        suppliers = Map.copyOf(suppliers);
        waivers = List.copyOf(waivers);
    }

    boolean passed() {
        return failed().isEmpty();
    }

    /** Whether each threshold that failed is asked to be waived. */
    boolean waivable() {
        return failed().stream().allMatch(result -> waivers.stream()
                .anyMatch(waiver -> waiver.metric().equals(result.metric())));
    }

    private List<ThresholdResult> failed() {
        return assessed.thresholds().stream().filter(ThresholdResult::failed).toList();
    }

    /** The numbers that failed, for people. */
    List<String> failures() {
        return failed().stream().map(result -> String.valueOf(result.reason())).toList();
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
                version.registeredByName(),
                policyAuthor);
    }
}
