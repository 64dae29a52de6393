package io.countersign.verifier;

import org.jspecify.annotations.Nullable;

/** The first thing found wrong, while the rest of the log is read to say more precisely what it is. */
final class Suspicion {
    Fault fault;
    long first;
    final long last;
    final @Nullable Hash expected;
    final @Nullable Hash actual;

    @Nullable
    String writtenAt;
    /** Whether a signed checkpoint showed that all leaves before this one are as signed. */
    boolean confirmed;
    /** Whether only a root differs, so that the kind of fault shows at the end of the log. */
    boolean ofRoot;

    private Suspicion(Fault fault, long first, long last, @Nullable Hash expected, @Nullable Hash actual) {
        this.fault = fault;
        this.first = first;
        this.last = last;
        this.expected = expected;
        this.actual = actual;
    }

    static Suspicion at(Fault fault, long leaf) {
        return new Suspicion(fault, leaf, leaf, null, null);
    }

    static Suspicion changed(long leaf, Hash expected, Hash actual) {
        return new Suspicion(Fault.CHANGED, leaf, leaf, expected, actual);
    }

    static Suspicion between(Fault fault, long first, long last) {
        Suspicion suspicion = new Suspicion(fault, first, last, null, null);
        suspicion.ofRoot = true;
        return suspicion;
    }

    /** A later leaf explains a changed one when the two have changed places. */
    void explainBy(ExportLine.Leaf later, Hash laterHash) {
        boolean swapped = later.leafHash().equals(actual) || laterHash.equals(expected);
        boolean moved = fault == Fault.DELETED && expected == null && later.index() == first;
        if ((fault == Fault.CHANGED && swapped) || moved) {
            fault = Fault.REORDERED;
        }
    }

    String place() {
        return first == last ? "leaf " + first : "a leaf between " + first + " and " + last;
    }
}
