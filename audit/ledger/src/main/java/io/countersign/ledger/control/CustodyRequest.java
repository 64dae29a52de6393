package io.countersign.ledger.control;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that loosens custody, and so needs a second person.
 *
 * @param kind {@code erase-person}, {@code release-hold} or {@code shorten-retention}
 * @param target the person's subject, the hold's id, or the days
 * @param texts for an erasure: also the words that the person wrote
 * @param state {@code open}, {@code confirmed} or {@code withdrawn}
 * @param erased for a confirmed erasure: texts that were erased
 * @param remaining for a confirmed erasure: names on signatures that stay until the legal minimum has passed
 */
public record CustodyRequest(
        UUID id,
        String kind,
        String target,
        boolean texts,
        String reason,
        String state,
        String requestedBy,
        Instant requestedAt,
        @Nullable String decidedBy,
        @Nullable Instant decidedAt,
        @Nullable Long erased,
        @Nullable Long remaining) {
    static final String ERASE = "erase-person";
    static final String RELEASE = "release-hold";
    static final String SHORTEN = "shorten-retention";

    boolean isOpen() {
        return state.equals("open");
    }
}
