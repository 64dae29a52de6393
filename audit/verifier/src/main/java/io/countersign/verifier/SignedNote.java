package io.countersign.verifier;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

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
    public record Line(String name, String stamp) {}

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
            if (line.isEmpty()) {
                continue;
            }
            String[] parts = line.split(" ", -1);
            if (!line.startsWith(SIGNATURE_MARK) || parts.length != 3 || !VerifierKey.isName(parts[1])) {
                throw new IllegalArgumentException("not a signature line: " + line);
            }
            lines.add(new Line(parts[1], parts[2]));
        }
        return new SignedNote(note.substring(0, split + 1), lines);
    }

    /** How this note stands to the key. */
    public Standing standing(VerifierKey key) {
        Standing standing = Standing.UNSIGNED;
        for (Line line : signatures) {
            byte[] stamp = decode(line.stamp());
            if (!line.name().equals(key.name())
                    || stamp.length < 4
                    || !idOf(stamp).equals(key.id())) {
                continue;
            }
            if (!key.verifies(text.getBytes(StandardCharsets.UTF_8), Arrays.copyOfRange(stamp, 4, stamp.length))) {
                return Standing.FORGED;
            }
            standing = Standing.SIGNED;
        }
        return standing;
    }

    private static String idOf(byte[] stamp) {
        return HexFormat.of().formatHex(stamp, 0, 4);
    }

    private static byte[] decode(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException notBase64) {
            return new byte[0];
        }
    }
}
