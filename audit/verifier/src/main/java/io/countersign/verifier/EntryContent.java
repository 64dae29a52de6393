package io.countersign.verifier;

import java.nio.charset.StandardCharsets;
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

    /**
     * The bytes of an entry but for what only the database knows: {@code beforeAt}, the time, {@code beforeEpoch}, the epoch,
     * {@code beforeXid}, the transaction id and {@link #END} make the canonical bytes.
     */
    public record Unstamped(byte[] beforeAt, byte[] beforeEpoch, byte[] beforeXid) {
        /** What follows the transaction id. */
        public static final String END = "\"}";

        private static final int LONGEST_STAMP = 24 + 20 + 20;

        /** How many bytes the entry has at most, whatever its stamp. */
        public int longest() {
            return beforeAt.length + beforeEpoch.length + beforeXid.length + END.length() + LONGEST_STAMP;
        }
    }

    /**
     * The bytes around the members {@code at}, {@code epoch} and {@code xid}. Canonical JSON has its members in order of their
     * names, so they are three runs of whole members.
     */
    public Unstamped unstamped() {
        Map<String, Object> first = Map.of("action", action, "actor", actor.members());
        Map<String, Object> second = new LinkedHashMap<>();
        if (cause != null) {
            second.put("cause", cause.toString());
        }
        second.put("commitments", commitments);
        Map<String, Object> third = new LinkedHashMap<>();
        third.put("facts", facts);
        third.put("id", id.toString());
        third.put("requestId", requestId);
        third.put("subject", Map.of("kind", subjectKind, "id", subjectId));
        third.put("v", VERSION);
        return new Unstamped(run("{", first, "at"), run("\",", second, "epoch"), run("\",", third, "xid"));
    }

    private static byte[] run(String before, Map<String, Object> members, String next) {
        byte[] object = CanonicalJson.bytes(members);
        String inner = new String(object, 1, object.length - 2, StandardCharsets.UTF_8);
        return (before + inner + ",\"" + next + "\":\"").getBytes(StandardCharsets.UTF_8);
    }

    static String rfc3339(Instant instant) {
        return MILLIS.format(instant);
    }
}
