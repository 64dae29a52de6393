package io.countersign.approvals.boundary;

import io.countersign.platform.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/**
 * Body of the calls that move a finding on.
 *
 * @param evidence what was done, for a remedy
 * @param accepted whether the remedy is enough, for a decision
 * @param comment why
 */
public record RemedyRequest(
        @Nullable String evidence,
        @Nullable Boolean accepted,
        @Nullable String comment) {

    String shown() {
        return FreeText.required("evidence", evidence);
    }

    boolean enough() {
        if (accepted == null) {
            throw ProblemException.invalid("accepted is missing");
        }
        return accepted;
    }

    String why() {
        return enough() ? FreeText.optional("comment", comment) : FreeText.required("comment", comment);
    }
}
