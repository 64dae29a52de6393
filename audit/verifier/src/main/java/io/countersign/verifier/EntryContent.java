package io.countersign.verifier;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.TreeMap;
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
        return CanonicalJson.bytes(members(rfc3339(at), Long.toString(epoch), xid));
    }

    /** In order of their names, as they are written. */
    private Map<String, Object> members(String at, String epoch, String xid) {
        Map<String, Object> entry = new TreeMap<>();
        entry.put("v", VERSION);
        entry.put("id", id.toString());
        entry.put("at", at);
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
        entry.put("epoch", epoch);
        return entry;
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
     * The bytes around the members {@code at}, {@code epoch} and {@code xid}: what an entry without a stamp has around their empty
     * texts. Members stand in order of their names. Before {@code at} are an action and an actor, which has no such member; before
     * {@code epoch} are commitments besides, of which none is empty; {@code xid} comes last. Within a text no quotation mark
     * stands without its backslash.
     */
    public Unstamped unstamped() {
        String entry = CanonicalJson.text(members("", "", ""));
        int at = after(entry, ",\"at\":\"", 0);
        int epoch = after(entry, ",\"epoch\":\"\"", at) - 1;
        int xid = entry.length() - Unstamped.END.length();
        return new Unstamped(
                bytes(entry.substring(0, at)), bytes(entry.substring(at, epoch)), bytes(entry.substring(epoch, xid)));
    }

    private static int after(String entry, String member, int from) {
        return entry.indexOf(member, from) + member.length();
    }

    private static byte[] bytes(String part) {
        return part.getBytes(StandardCharsets.UTF_8);
    }

    static String rfc3339(Instant instant) {
        return MILLIS.format(instant);
    }
}
