package io.countersign.registry;

import java.util.List;
import java.util.UUID;

/**
 * What a guarded transition demands, pinned when the request is opened and not changeable afterwards. The registry checks
 * the decision against it, so that a defect in a process model cannot promote anything.
 *
 * @param requestId the promotion request
 * @param intent what is to happen
 * @param requester subject of the person responsible for the request
 * @param developer subject of the person responsible for the run; equals registrar when the version names no run
 * @param registrar subject of the person responsible for the registration
 * @param policy id and version of the policy: {@code model-promotion@3}
 * @param policyDigest lower-case hex of the SHA-256 of the policy's tables
 * @param evidenceDigest lower-case hex of the SHA-256 of the frozen evidence
 * @param sealDigest seal of the run at that moment
 * @param signOffs what must be signed; empty when the policy asks for none
 * @param policyAuthor subject of the person who proposed the policy, and so does not sign by it; empty for a shipped one
 */
public record TransitionDemand(
        UUID requestId,
        TransitionIntent intent,
        String requester,
        String developer,
        String registrar,
        String policy,
        String policyDigest,
        String evidenceDigest,
        String sealDigest,
        List<RequiredSignOff> signOffs,
        String policyAuthor) {
    public TransitionDemand {
        signOffs = List.copyOf(signOffs);
    }

    /** By a policy that no person here wrote. */
    public TransitionDemand(
            UUID requestId,
            TransitionIntent intent,
            String requester,
            String developer,
            String registrar,
            String policy,
            String policyDigest,
            String evidenceDigest,
            String sealDigest,
            List<RequiredSignOff> signOffs) {
        this(
                requestId,
                intent,
                requester,
                developer,
                registrar,
                policy,
                policyDigest,
                evidenceDigest,
                sealDigest,
                signOffs,
                "");
    }
}
