package io.countersign.verifier;

/** What can be wrong with a log. */
public enum Fault {
    /** An entry is not the one that was signed. */
    CHANGED("was changed"),
    /** An entry that was signed is gone. */
    DELETED("was deleted"),
    /** An entry is there that was never signed. */
    INSERTED("was inserted"),
    /** Entries stand in another order than they were signed in. */
    REORDERED("was moved"),
    /** The log or the file ends before what was signed. */
    TRUNCATED("is missing, and all after it"),
    /** A text beside an entry is not the one that the entry is bound to. */
    DISCLOSURE_CHANGED("has a disclosure that does not match its commitment"),
    /** An entry that was signed after others says that it was written long before them. */
    BACKDATED("is dated long before entries that stand before it"),
    /** The log is not the one that a kept checkpoint was signed for. */
    FORKED("belongs to another history than the kept checkpoint"),
    /** The checkpoint is signed by another key. */
    WRONG_KEY("the checkpoint is not signed by the given key"),
    /** A checkpoint claims to be signed by the key and is not. */
    BAD_SIGNATURE("a checkpoint's signature is not valid"),
    /** A line of the export is not as the format says. */
    MALFORMED("cannot be read");

    private final String words;

    Fault(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }
}
