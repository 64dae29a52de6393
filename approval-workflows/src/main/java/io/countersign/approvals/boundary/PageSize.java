package io.countersign.approvals.boundary;

import io.countersign.platform.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/** How many items a page has. */
final class PageSize {
    private static final int DEFAULT = 50;
    private static final int MOST = 1000;

    private PageSize() {}

    /** @throws ProblemException (invalid) when out of bounds */
    static int of(@Nullable Integer maxResults) {
        int size = maxResults == null ? DEFAULT : maxResults;
        if (size < 1 || size > MOST) {
            throw ProblemException.invalid("maxResults is between 1 and " + MOST + ", not " + size);
        }
        return size;
    }
}
