package io.countersign.verifier.run;

import org.jspecify.annotations.Nullable;

/**
 * What a check of a run's export found.
 *
 * @param intact whether all is as sealed
 * @param fault what is wrong, null when nothing is
 * @param where the first place at which it is, null when it has none
 * @param message in one line, for people
 * @param sealDigest hex of the SHA-256 of the sealed form
 * @param leafIndex number of the seal's entry in the log
 * @param points metric points checked
 * @param files files of the run that were compared with their bytes
 */
public record RunVerdict(
        boolean intact,
        @Nullable Fault fault,
        @Nullable String where,
        String message,
        @Nullable String runId,
        @Nullable String sealDigest,
        @Nullable Long leafIndex,
        long points,
        long files) {

    /** Kinds of faults. */
    public enum Fault {
        /** The checkpoint is not signed by a key that is trusted. */
        WRONG_KEY,
        /** The entry is not in the log, or not under that number. */
        NOT_IN_LOG,
        /** The entry does not seal this form of this run. */
        OTHER_SEAL,
        /** The run held something else than what was sealed when it was exported. */
        CHANGED,
        /** What the export brings along is not what was sealed. */
        CONTENT_CHANGED,
        /** A file is missing, or its bytes are others. */
        FILE_CHANGED,
        /** The export ends before its end. */
        CUT_OFF
    }
}
