package io.countersign.verifier;

import java.util.Map;

/**
 * Which leaves an export holds.
 *
 * @param kind how they were chosen
 * @param from first leaf, or the first that may be there
 * @param to leaf after the last
 * @param filter what was asked for, by name of the query parameter; empty for everything
 */
public record ExportScope(Kind kind, long from, long to, Map<String, String> filter) {

    /** Ways to choose. */
    public enum Kind {
        /** Every leaf from {@code from} to before {@code to}, without proofs: the verifier grows the tree. Parts make a whole. */
        WHOLE,
        /** Every leaf from {@code from} to before {@code to}, each with its proof: a gap shows. */
        RANGE,
        /** The leaves that match, each with its proof: that none was left out does not show. */
        SELECTION
    }

    public ExportScope {
        if (from < 0 || to < from) {
            throw new IllegalArgumentException("a range of leaves does not run from " + from + " to " + to);
        }
        filter = Map.copyOf(filter);
    }

    public static ExportScope whole(long from, long to) {
        return new ExportScope(Kind.WHOLE, from, to, Map.of());
    }
}
