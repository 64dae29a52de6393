package io.countersign.verifier;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * A text with signature lines (C2SP signed-note).
 *
 * @param text what is signed, ending with a newline
 * @param signatures lines of signatures, by whomever
 */
public record SignedNote(String text, List<Line> signatures) {
    static final String SIGNATURE_MARK = "\u2014 ";

    /** How a note stands to a key. */
    public enum Standing {
        /** A signature by the key, and it is good. */
        SIGNED,
        /** A line claims to be by the key, and its signature is not. */
        FORGED,
        /** No line is by the key. */
        UNSIGNED
    }

    /**
     * One signature line.
     *
     * @param name name of the key
     * @param stamp base64 of key id (four bytes) and signature
     */
    public record Line(String name, String stamp) {

        /** @throws IllegalArgumentException when this is not a signature line */
        public static Line parse(String line) {
            String[] parts = line.split(" ", -1);
            if (!line.startsWith(SIGNATURE_MARK) || parts.length != 3 || !VerifierKey.isName(parts[1])) {
                throw new IllegalArgumentException("not a signature line: " + line);
            }
            return new Line(parts[1], parts[2]);
        }

        /** The line as it stands in a note, with its newline. */
        public String text() {
            return SIGNATURE_MARK + name + " " + stamp + "\n";
        }

        private byte[] signatureOf(VerifierKey key) {
            byte[] bytes = decode(stamp);
            boolean ofKey = name.equals(key.name())
                    && bytes.length > 4
                    && HexFormat.of().formatHex(bytes, 0, 4).equals(key.id());
            return ofKey ? Arrays.copyOfRange(bytes, 4, bytes.length) : new byte[0];
        }
    }

    public SignedNote {
        signatures = List.copyOf(signatures);
    }

    /** @throws IllegalArgumentException when this is not a signed note */
    public static SignedNote parse(String note) {
        int split = note.lastIndexOf("\n\n");
        if (split < 0 || !note.endsWith("\n")) {
            throw new IllegalArgumentException("not a signed note: no empty line before signatures");
        }
        List<Line> lines = new ArrayList<>();
        for (String line : note.substring(split + 2).split("\n", -1)) {
            if (!line.isEmpty()) {
                lines.add(Line.parse(line));
            }
        }
        return new SignedNote(note.substring(0, split + 1), lines);
    }

    /** How this note stands to the key. */
    public Standing standing(VerifierKey key) {
        Standing standing = Standing.UNSIGNED;
        for (Line line : signatures) {
            byte[] signature = line.signatureOf(key);
            if (signature.length == 0) {
                continue;
            }
            if (!key.verifiesNote(text, signature)) {
                return Standing.FORGED;
            }
            standing = Standing.SIGNED;
        }
        return standing;
    }

    /** When that witness cosigned, by its own clock; empty when it did not. */
    public Optional<Instant> cosignedAt(VerifierKey witness) {
        if (witness.use() != VerifierKey.Use.WITNESS || standing(witness) != Standing.SIGNED) {
            return Optional.empty();
        }
        return signatures.stream()
                .map(line -> line.signatureOf(witness))
                .filter(signature -> signature.length > 0)
                .map(VerifierKey::timeOf)
                .findFirst();
    }

    /** This note with further signature lines. */
    public SignedNote with(List<Line> more) {
        List<Line> lines = new ArrayList<>(signatures);
        more.stream().filter(line -> !lines.contains(line)).forEach(lines::add);
        return new SignedNote(text, lines);
    }

    /** The note as it is written: text, empty line, signature lines. */
    public String note() {
        StringBuilder note = new StringBuilder(text).append('\n');
        signatures.forEach(line -> note.append(line.text()));
        return note.toString();
    }

    private static byte[] decode(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException notBase64) {
            return new byte[0];
        }
    }
}
