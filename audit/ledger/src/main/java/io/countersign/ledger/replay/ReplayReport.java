package io.countersign.ledger.replay;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The live tables against the ledger.
 *
 * @param agrees whether they say the same
 * @param entries entries that were read
 * @param compared how many things were compared, by aspect
 * @param differenceCount how many differences there are
 * @param differences the first thousand of them
 */
public record ReplayReport(
        boolean agrees, long entries, Map<String, Long> compared, long differenceCount, List<Difference> differences) {

    public ReplayReport {
        compared = Map.copyOf(compared);
        differences = List.copyOf(differences);
    }

    /**
     * One thing that is not as the ledger says.
     *
     * @param aspect {@code stage}, {@code alias}, {@code promotion}, {@code sign-off}; {@code entry} for an entry that is not
     *     the one of its leaf
     * @param subject what it is of
     * @param ledger what the ledger says, null when it says nothing
     * @param live what the live table says, null when it says nothing
     * @param entryId the last entry that tells of it, null when none does
     */
    public record Difference(
            String aspect,
            String subject,
            @Nullable String ledger,
            @Nullable String live,
            @Nullable String entryId) {

        @Override
        public String toString() {
            return aspect + " of " + subject + ": the ledger says " + (ledger == null ? "nothing" : ledger)
                    + ", the live table " + (live == null ? "nothing" : live)
                    + (entryId == null ? "" : " (entry " + entryId + ")");
        }
    }
}
