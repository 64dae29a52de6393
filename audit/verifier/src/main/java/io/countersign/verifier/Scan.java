package io.countersign.verifier;

import org.jspecify.annotations.Nullable;

/** Follows an export leaf by leaf and remembers the first thing that is wrong. Bounded memory. */
interface Scan {

    void leaf(ExportLine.Leaf leaf);

    /**
     * A leaf, read in the quick way. @return whether all is well with it and it is taken; otherwise nothing happened, and the
     * leaf comes again in the other way
     */
    default boolean takes(LeafLine leaf) {
        return false;
    }

    /** An older checkpoint of the log itself, signed by a trusted key. */
    void against(Checkpoint checkpoint);

    /** A checkpoint claims to be signed by a trusted key and is not. */
    void forgedCheckpoint();

    void malformed();

    /** The last line of a part, which had so many leaves. */
    void trailer(long leaves);

    /** The part ends in the middle, be it behind the last line. */
    void cutOff();

    /** Says at the end what is wrong; null when nothing is. */
    @Nullable
    Suspicion conclude();

    long count();

    long disclosures();

    long erased();
}
