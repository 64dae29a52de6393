package io.countersign.identity.data;

import io.countersign.platform.problem.ProblemException;

/** How many items a page of a listing holds at most. */
public final class PageSize {
    private static final int LARGEST = 200;

    private PageSize() {}

    /** @throws ProblemException (invalid) when the text is no number from 1 to 200 */
    public static int parse(String text) {
        try {
            int size = Integer.parseInt(text);
            if (size >= 1 && size <= LARGEST) {
                return size;
            }
        } catch (NumberFormatException notANumber) {
            throw bad(text);
        }
        throw bad(text);
    }

    private static ProblemException bad(String text) {
        return ProblemException.invalid("maxResults is a number from 1 to " + LARGEST + ", not \"" + text + "\"");
    }
}
