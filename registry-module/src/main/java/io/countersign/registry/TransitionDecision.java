package io.countersign.registry;

import java.util.List;
import java.util.UUID;

/**
 * What approvals come back with when a request is complete.
 *
 * @param requestId the promotion request
 * @param policyDigest the policy it was decided by
 * @param evidenceDigest the evidence it was decided on
 * @param signOffs all sign-offs given
 */
public record TransitionDecision(
        UUID requestId, String policyDigest, String evidenceDigest, List<GivenSignOff> signOffs) {
    public TransitionDecision {
        signOffs = List.copyOf(signOffs);
    }
}
