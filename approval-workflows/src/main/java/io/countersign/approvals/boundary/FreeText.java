package io.countersign.approvals.boundary;

import io.countersign.platform.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/** What people write: bounded, as the contract says. */
final class FreeText {
    private static final int LONGEST = 5000;

    private FreeText() {}

    /** @throws ProblemException (invalid) when it is too long; absent text is empty */
    static String optional(String name, @Nullable String text) {
        if (text == null) {
            return "";
        }
        if (text.length() > LONGEST) {
            throw ProblemException.invalid(name + " is longer than " + LONGEST + " characters");
        }
        return text;
    }

    /** @throws ProblemException (invalid) when it is absent, blank or too long */
    static String required(String name, @Nullable String text) {
        String given = optional(name, text);
        if (given.isBlank()) {
            throw ProblemException.invalid(name + " is missing");
        }
        return given;
    }
}
