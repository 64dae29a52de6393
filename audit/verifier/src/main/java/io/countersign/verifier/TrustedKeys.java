package io.countersign.verifier;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The log keys that a verifier trusts, each for checkpoints of certain sizes: without limits the ones that were given, and up
 * to or from a rotation the ones that a chain of rotation statements leads to from a given one.
 */
public final class TrustedKeys {
    /** Sizes of trees that a key may sign. */
    private record Span(long smallest, long largest) {
        static final Span ALL = new Span(0, Long.MAX_VALUE);

        boolean covers(long size) {
            return smallest <= size && size <= largest;
        }
    }

    private final Map<VerifierKey, Span> spans = new LinkedHashMap<>();
    private final List<VerifierKey> given;

    private TrustedKeys(List<VerifierKey> given) {
        this.given = List.copyOf(given);
        given.forEach(key -> spans.put(key, Span.ALL));
    }

    /** @throws IllegalArgumentException without a key, and for a key that is no log's */
    public static TrustedKeys of(List<VerifierKey> keys) {
        if (keys.isEmpty() || keys.stream().anyMatch(key -> key.use() != VerifierKey.Use.LOG)) {
            throw new IllegalArgumentException("at least one key of a log is needed, and no other kind");
        }
        return new TrustedKeys(keys);
    }

    public static TrustedKeys of(VerifierKey key) {
        return of(List.of(key));
    }

    /**
     * These keys and those that signed statements lead to, forwards and backwards.
     *
     * @throws IllegalArgumentException when one of the notes is no valid statement of rotation
     */
    public TrustedKeys following(List<String> rotations) {
        TrustedKeys more = new TrustedKeys(given);
        List<KeyRotation> open = new ArrayList<>();
        rotations.forEach(note -> open.add(KeyRotation.parse(note)));
        while (open.removeIf(more::follow)) {
            continue;
        }
        return more;
    }

    private boolean follow(KeyRotation rotation) {
        boolean fromOld = spans.containsKey(rotation.before());
        boolean fromNew = spans.containsKey(rotation.after());
        if (fromOld) {
            spans.putIfAbsent(rotation.after(), new Span(rotation.size(), Long.MAX_VALUE));
        }
        if (fromNew) {
            spans.putIfAbsent(rotation.before(), new Span(0, rotation.size()));
        }
        return fromOld || fromNew;
    }

    /** How a checkpoint stands to these keys: forged when any line that claims to be by one of them is not. */
    public SignedNote.Standing standing(SignedNote note, Checkpoint checkpoint) {
        SignedNote.Standing standing = SignedNote.Standing.UNSIGNED;
        for (Map.Entry<VerifierKey, Span> each : spans.entrySet()) {
            SignedNote.Standing toKey = note.standing(each.getKey());
            if (toKey == SignedNote.Standing.FORGED) {
                return toKey;
            }
            boolean mayStand = each.getValue().covers(checkpoint.size())
                    && checkpoint.origin().equals(each.getKey().name());
            if (toKey == SignedNote.Standing.SIGNED && mayStand) {
                standing = toKey;
            }
        }
        return standing;
    }

    /** The checkpoint that the note carries. @throws IllegalArgumentException when it is none, or not signed by these keys */
    public Checkpoint require(String note) {
        SignedNote signed = SignedNote.parse(note);
        Checkpoint checkpoint = Checkpoint.parse(signed);
        if (standing(signed, checkpoint) != SignedNote.Standing.SIGNED) {
            throw new IllegalArgumentException("a checkpoint of " + checkpoint.size() + " leaves is not signed by "
                    + (given.size() == 1 ? "the key " + given.get(0).vkey() : "any of the given keys"));
        }
        return checkpoint;
    }

    /** Name of the log. */
    public String name() {
        return given.get(0).name();
    }

    /** The keys as they were given. */
    public List<VerifierKey> given() {
        return given;
    }
}
