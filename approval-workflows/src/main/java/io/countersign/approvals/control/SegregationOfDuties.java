package io.countersign.approvals.control;

import io.countersign.approvals.entity.Involved;
import io.countersign.platform.problem.ProblemType;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Who may not sign a request: whoever asked for it, made it, registered it or has signed it already. Compares persons; for
 * keys and service accounts that is the accountable person. Delegation of a task does not change any of it.
 *
 * @param requester subject of who is responsible for the request
 * @param developer subject of who is responsible for the run
 * @param registrar subject of who is responsible for the registration
 * @param policyAuthor subject of who proposed the policy; empty for a shipped one
 * @param signers subjects of those who have signed
 */
record SegregationOfDuties(
        String requester, String developer, String registrar, String policyAuthor, Set<String> signers) {
    SegregationOfDuties {
        signers = Set.copyOf(signers);
    }

    static SegregationOfDuties of(Involved involved, Set<String> signers) {
        return new SegregationOfDuties(
                involved.requester(), involved.developer(), involved.registrar(), involved.policyAuthor(), signers);
    }

    /** Why this person may not sign, said to them; empty when they may. */
    Optional<Objection> objection(String signer) {
        if (signer.equals(requester)) {
            return duties("You requested this promotion and cannot sign it");
        }
        if (signer.equals(developer)) {
            return duties("You trained this version and cannot sign its promotion");
        }
        if (signer.equals(registrar)) {
            return duties("You registered this version and cannot sign its promotion");
        }
        if (signer.equals(policyAuthor)) {
            return duties("You wrote the policy that decides this and cannot sign by it");
        }
        if (signers.contains(signer)) {
            return Optional.of(new Objection(
                    Refusals.ALREADY_SIGNED,
                    "You have signed this request already; the other sign-offs need other persons"));
        }
        return Optional.empty();
    }

    private static Optional<Objection> duties(String text) {
        return Optional.of(new Objection(Refusals.DUTIES, text));
    }

    /** What stands against a signature, said to who wanted to give it. */
    record Objection(ProblemType type, String text) {}

    /** One rule and how it stands with the sign-offs given, for reports. */
    record Checked(String rule, boolean kept) {}

    /** The rules, checked over the sign-offs that were given, in order and with repetitions. */
    List<Checked> check(List<String> given) {
        return List.of(
                new Checked("No sign-off by the requester", !given.contains(requester)),
                new Checked("No sign-off by the developer", !given.contains(developer)),
                new Checked("No sign-off by the registrar", !given.contains(registrar)),
                new Checked(
                        "No sign-off by the author of the policy",
                        policyAuthor.isEmpty() || !given.contains(policyAuthor)),
                new Checked(
                        "Each sign-off by a different person",
                        given.size() == Set.copyOf(given).size()));
    }
}
