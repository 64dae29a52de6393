package io.countersign.ledger.boundary;

import io.countersign.audit.Subject;
import io.countersign.platform.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/** Bodies of the calls that tighten or loosen custody. */
final class CustodyBodies {
    private static final int LONGEST_REASON = 2_000;

    private CustodyBodies() {}

    /** Why. */
    record Reason(@Nullable String reason) {}

    /** A hold to be placed. */
    record Hold(
            @Nullable String scope,
            @Nullable String person,
            @Nullable HeldSubject subject,
            @Nullable String reason) {}

    /** What a held entry is about. */
    record HeldSubject(@Nullable String kind, @Nullable String id) {
        Subject subject() {
            return new Subject(required("kind", kind), required("id", id));
        }
    }

    /** An erasure to be asked for. */
    record Erasure(
            @Nullable String person,
            @Nullable Boolean texts,
            @Nullable String reason) {}

    /** How long texts are to be kept; null days for ever. */
    record Retention(@Nullable Integer days, @Nullable String reason) {}

    static String reason(@Nullable String reason) {
        String given = required("reason", reason);
        if (given.length() > LONGEST_REASON) {
            throw ProblemException.invalid("reason has at most " + LONGEST_REASON + " characters");
        }
        return given;
    }

    static String required(String name, @Nullable String value) {
        if (value == null || value.isBlank()) {
            throw ProblemException.invalid(name + " is missing");
        }
        return value;
    }

    static <T> T body(@Nullable T body) {
        if (body == null) {
            throw ProblemException.invalid("The request has no body");
        }
        return body;
    }
}
