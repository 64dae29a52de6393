package io.countersign.verifier;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the hashed bytes of an audit entry hold. Person data is not among it: names and texts are bound by {@code
 * commitments} alone.
 *
 * @param id identity, a UUIDv7
 * @param at when it was appended, in milliseconds
 * @param actor who did it
 * @param action {@code noun.verb}
 * @param subjectKind kind of what it was done to
 * @param subjectId identity within the kind
 * @param facts what changed
 * @param commitments name of each disclosure to its {@link Commitment}
 * @param requestId correlation id of the request or job
 * @param cause entry that led to this one, null for a person's act
 * @param xid transaction that wrote it ({@code pg_current_xact_id()}), unsigned decimal
 * @param epoch life of the database cluster that counted the xid
 */
public record EntryContent(
        UUID id,
        Instant at,
        EntryActor actor,
        String action,
        String subjectKind,
        String subjectId,
        Map<String, Object> facts,
        Map<String, String> commitments,
        String requestId,
        @Nullable UUID cause,
        String xid,
        long epoch) {

    /** Version of the form, member {@code v}. */
    public static final int VERSION = 1;

    private static final DateTimeFormatter MILLIS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    public EntryContent {
        facts = Map.copyOf(facts);
        commitments = Map.copyOf(commitments);
    }

    /** The exact bytes that are hashed: canonical JSON (RFC 8785); members that are null are left out. */
    public byte[] canonicalBytes() {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("v", VERSION);
        entry.put("id", id.toString());
        entry.put("at", rfc3339(at));
        entry.put("actor", actor.members());
        entry.put("action", action);
        entry.put("subject", Map.of("kind", subjectKind, "id", subjectId));
        entry.put("facts", facts);
        entry.put("commitments", commitments);
        entry.put("requestId", requestId);
        if (cause != null) {
            entry.put("cause", cause.toString());
        }
        entry.put("xid", xid);
        entry.put("epoch", Long.toString(epoch));
        return CanonicalJson.bytes(entry);
    }

    static String rfc3339(Instant instant) {
        return MILLIS.format(instant);
    }
}
