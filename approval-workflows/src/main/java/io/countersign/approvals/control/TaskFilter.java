package io.countersign.approvals.control;

import io.countersign.platform.problem.ProblemException;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Which tasks are wanted.
 *
 * @param whose of whom
 * @param model about that model; null for any
 * @param process of that process; null for any
 * @param overdue only those past their date
 */
public record TaskFilter(
        Whose whose, @Nullable String model, @Nullable String process, boolean overdue) {

    /** Of whom. */
    public enum Whose {
        /** Held by the caller. */
        MINE,
        /** Of the caller's roles, held by nobody. */
        GROUPS,
        /** Of the caller's roles or held by them. */
        ALL;

        String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** @throws ProblemException (invalid) for another word */
        public static Whose named(@Nullable String word) {
            if (word == null || word.isEmpty()) {
                return ALL;
            }
            return Arrays.stream(values())
                    .filter(whose -> whose.wireName().equals(word))
                    .findFirst()
                    .orElseThrow(() -> ProblemException.invalid("Ask for tasks \"mine\", \"groups\" or \"all\""));
        }
    }
}
