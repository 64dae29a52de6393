package io.countersign.verifier;

import java.time.Instant;
import java.util.List;

/**
 * The statement by which a log goes over from one key to another. Both keys sign it: the old one says who follows it, the
 * new one whom it follows. Checkpoints up to {@code size} are by the old key, those from there on by the new one.
 *
 * @param origin name of the log, and of both keys
 * @param before the key until then
 * @param after the key from then on
 * @param size leaves of the last tree that the old key signed
 * @param root root of that tree
 * @param at when
 */
public record KeyRotation(String origin, VerifierKey before, VerifierKey after, long size, Hash root, Instant at) {
    private static final String FORM = "countersign-key-rotation/1";

    public KeyRotation {
        if (!before.name().equals(origin) || !after.name().equals(origin) || before.equals(after)) {
            throw new IllegalArgumentException("a log goes over from one key to another one of the same name");
        }
    }

    /** The text that both keys sign: form, origin, old vkey, new vkey, size, base64 root, time, a line each. */
    public String text() {
        return String.join(
                        "\n",
                        FORM,
                        origin,
                        before.vkey(),
                        after.vkey(),
                        Long.toString(size),
                        root.base64(),
                        EntryContent.rfc3339(at))
                + "\n";
    }

    /** Signs it with both keys. */
    public String sign(NoteSigner old, NoteSigner young) {
        return new SignedNote(text(), List.of(old.line(text()), young.line(text()))).note();
    }

    /** @throws IllegalArgumentException when the note is no statement of rotation, or not signed by both keys that it names */
    public static KeyRotation parse(String note) {
        SignedNote signed = SignedNote.parse(note);
        String[] lines = signed.text().split("\n", -1);
        if (lines.length != 8 || !lines[0].equals(FORM) || !lines[4].matches("0|[1-9][0-9]{0,17}")) {
            throw new IllegalArgumentException("not a statement of key rotation");
        }
        KeyRotation rotation = new KeyRotation(
                lines[1],
                VerifierKey.parse(lines[2]),
                VerifierKey.parse(lines[3]),
                Long.parseLong(lines[4]),
                Hash.ofBase64(lines[5]),
                Instant.parse(lines[6]));
        if (signed.standing(rotation.before()) != SignedNote.Standing.SIGNED
                || signed.standing(rotation.after()) != SignedNote.Standing.SIGNED) {
            throw new IllegalArgumentException("a statement of key rotation is not signed by both keys");
        }
        return rotation;
    }
}
