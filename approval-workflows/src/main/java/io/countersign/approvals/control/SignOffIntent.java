package io.countersign.approvals.control;

import io.countersign.platform.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/**
 * What a person wants to sign.
 *
 * @param meaning what the sign-off says: {@code approved}, {@code validated}, {@code reviewed}, or {@code rejected}
 * @param comment free text; needed for a rejection
 * @param evidenceDigest digest of the evidence that they saw
 * @param role in which of their roles they sign; null when there is only one that fits
 */
public record SignOffIntent(
        String meaning,
        String comment,
        String evidenceDigest,
        @Nullable String role) {

    /** @throws ProblemException (invalid) when a part is missing */
    public SignOffIntent {
        if (meaning.isBlank()) {
            throw ProblemException.invalid("A sign-off needs a meaning");
        }
        if (evidenceDigest.isBlank()) {
            throw ProblemException.invalid("A sign-off needs the digest of the evidence that was seen");
        }
        if (meaning.equals(GiveSignOff.REJECTED) && comment.isBlank()) {
            throw ProblemException.invalid("A rejection needs a comment that says why");
        }
    }

    public boolean rejects() {
        return meaning.equals(GiveSignOff.REJECTED);
    }
}
