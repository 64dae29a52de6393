package io.countersign.approvals.boundary;

import io.countersign.platform.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/**
 * Body of {@code POST /v1/policy-changes/{id}/review}.
 *
 * @param accepted whether it is to be published
 * @param proposalDigest digest of the proposal that the reviewer saw
 * @param comment why; needed for a rejection
 */
public record PolicyReviewRequest(
        @Nullable Boolean accepted,
        @Nullable String proposalDigest,
        @Nullable String comment) {

    boolean verdict() {
        if (accepted == null) {
            throw ProblemException.invalid("accepted is missing");
        }
        return accepted;
    }

    String digest() {
        return FreeText.required("proposalDigest", proposalDigest);
    }

    String words() {
        return verdict() ? FreeText.optional("comment", comment) : FreeText.required("comment", comment);
    }
}
