package io.countersign.approvals.boundary;

import io.countersign.approvals.control.PolicyProposal;
import io.countersign.approvals.entity.PolicyChange;
import io.countersign.approvals.policy.PolicyTables;
import io.countersign.platform.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * Body of {@code POST /v1/policy-changes} and of a back-test.
 *
 * @param kind tables, guard, protected-alias
 * @param subject id of the policy, name of the stage, or the alias
 * @param thresholds DMN file of the thresholds
 * @param requiredSignOffs DMN file of the required sign-offs
 * @param guardedBy the policy that is to guard the stage; absent to let anybody in
 * @param isProtected whether the alias is to be protected
 * @param rationale why
 * @param effectiveFrom from when; now when absent
 */
public record PolicyChangeRequest(
        @Nullable String kind,
        @Nullable String subject,
        @Nullable String thresholds,
        @Nullable String requiredSignOffs,
        @Nullable String guardedBy,
        @Nullable Boolean isProtected,
        @Nullable String rationale,
        @Nullable Instant effectiveFrom) {
    private static final int LARGEST = 1_000_000;

    PolicyChange.Proposed proposed() {
        String asked = FreeText.required("kind", kind);
        boolean bringsTables = asked.equals(PolicyChange.TABLES);
        return PolicyProposal.of(
                asked,
                FreeText.required("subject", subject),
                bringsTables ? tables() : null,
                setting(asked),
                FreeText.required("rationale", rationale),
                effectiveFrom == null ? Instant.now().truncatedTo(ChronoUnit.SECONDS) : effectiveFrom);
    }

    private @Nullable String setting(String asked) {
        if (asked.equals(PolicyChange.PROTECTED_ALIAS)) {
            if (isProtected == null) {
                throw ProblemException.invalid("isProtected is missing");
            }
            return isProtected ? "protected" : null;
        }
        return asked.equals(PolicyChange.GUARD) && guardedBy != null && !guardedBy.isBlank() ? guardedBy : null;
    }

    PolicyTables tables() {
        return new PolicyTables(file("thresholds", thresholds), file("requiredSignOffs", requiredSignOffs));
    }

    private static byte[] file(String name, @Nullable String text) {
        if (text == null || text.isBlank() || text.length() > LARGEST) {
            throw ProblemException.invalid(name + " is a DMN file of at most " + LARGEST + " characters");
        }
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
