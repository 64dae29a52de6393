package io.countersign.verifier;

import org.jspecify.annotations.Nullable;

/**
 * What the verification of an export found.
 *
 * @param intact whether every entry is the one that was signed, in its place
 * @param fault what is wrong, null when intact
 * @param firstBadLeaf number of the first leaf that is wrong, or that may be the first; null when no leaf is at fault
 * @param lastCandidate the first bad leaf is not after this one; the same number when it is known exactly
 * @param writtenAt when the entry at {@code firstBadLeaf} says it was written, as far as it can be read
 * @param message one line for people
 * @param origin name of the log, empty when not even the checkpoint could be read
 * @param treeSize leaves that the checkpoint signs
 * @param leaves leaves in the export
 * @param disclosures texts that match their commitments
 * @param erased commitments whose text is erased
 */
public record LogVerdict(
        boolean intact,
        @Nullable Fault fault,
        @Nullable Long firstBadLeaf,
        @Nullable Long lastCandidate,
        @Nullable String writtenAt,
        String message,
        String origin,
        long treeSize,
        long leaves,
        long disclosures,
        long erased) {}
