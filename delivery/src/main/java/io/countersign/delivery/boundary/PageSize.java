package io.countersign.delivery.boundary;

import io.countersign.platform.problem.ProblemException;

/** The parameter {@code maxResults}. */
final class PageSize {
    private static final int LARGEST = 200;

    private PageSize() {}

    static int parse(String maxResults) {
        if (maxResults.matches("\\d{1,3}")) {
            int size = Integer.parseInt(maxResults);
            if (size >= 1 && size <= LARGEST) {
                return size;
            }
        }
        throw ProblemException.invalid("maxResults is a number from 1 to " + LARGEST);
    }
}
