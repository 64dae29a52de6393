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
        long erased) {

    static LogVerdict refused(Checkpoint target, SignedNote.Standing standing) {
        Fault fault = standing == SignedNote.Standing.FORGED ? Fault.BAD_SIGNATURE : Fault.WRONG_KEY;
        return new LogVerdict(false, fault, null, null, null, fault.words(), target.origin(), target.size(), 0, 0, 0);
    }

    static LogVerdict of(Scan scan, Checkpoint target, ExportScope scope) {
        Suspicion found = scan.conclude();
        if (found == null) {
            return new LogVerdict(
                    true,
                    null,
                    null,
                    null,
                    null,
                    praise(scan, target, scope),
                    target.origin(),
                    target.size(),
                    scan.count(),
                    scan.disclosures(),
                    scan.erased());
        }
        return new LogVerdict(
                false,
                found.fault,
                found.first,
                found.last,
                found.writtenAt,
                complaint(found),
                target.origin(),
                target.size(),
                scan.count(),
                scan.disclosures(),
                scan.erased());
    }

    private static String praise(Scan scan, Checkpoint target, ExportScope scope) {
        String which =
                switch (scope.kind()) {
                    case WHOLE -> "all " + scan.count() + " entries are";
                    case RANGE -> "all " + scan.count() + " entries of this range are";
                    case SELECTION -> "these " + scan.count() + " of " + target.size() + " entries are";
                };
        return which + " as signed by " + target.origin() + "; " + scan.disclosures() + " disclosures match, "
                + scan.erased() + " are erased";
    }

    private static String complaint(Suspicion found) {
        String when = found.writtenAt == null ? "" : " (written " + found.writtenAt + ")";
        return found.fault == Fault.BAD_SIGNATURE
                ? found.fault.words() + ", after " + found.place()
                : found.place() + " " + found.fault.words() + when;
    }
}
