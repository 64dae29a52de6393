package io.countersign.ledger.replay;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What one entry tells of the state of things.
 *
 * @param at when the entry was appended
 * @param entryId the entry, which also orders entries of the same moment
 * @param change what it changed
 */
record Told(Instant at, String entryId, Change change) implements Comparable<Told> {

    /** A change of state that an entry tells of. */
    sealed interface Change {}

    /** From now on the value of that aspect of the subject is this; null when it has none any more. */
    record Set(String aspect, String subject, @Nullable String value) implements Change {}

    /** The registered model has another name from now on. */
    record Renamed(String before, String after) implements Change {}

    /** The registered model is gone, with its versions and aliases. */
    record ModelDeleted(String model) implements Change {}

    /** The version is gone, with the aliases that pointed at it. */
    record VersionDeleted(String model, String version) implements Change {}

    @Override
    public int compareTo(Told other) {
        int byTime = at.compareTo(other.at);
        return byTime != 0 ? byTime : entryId.compareTo(other.entryId);
    }
}
