package io.countersign.identity.keys;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * The secret of a key: {@code ctsk_}, 64 hex digits of 256 random bits, 8 hex digits of their CRC-32. The beginning lets
 * secret scanners find a key that leaked, the checksum lets a mistyped one be refused without asking the database.
 */
public final class KeySecret {
    static final String PREFIX = "ctsk_";
    private static final int BYTES = 32;
    private static final int HINT = PREFIX.length() + 6;
    private static final Pattern FORM = Pattern.compile(PREFIX + "[0-9a-f]{72}");
    private static final SecureRandom RANDOM = new SecureRandom();

    private final String text;

    private KeySecret(String text) {
        this.text = text;
    }

    static KeySecret random() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        String random = HexFormat.of().formatHex(bytes);
        return new KeySecret(PREFIX + random + checksum(random));
    }

    /** Whether somebody meant this text to be a key of ours. */
    public static boolean looksLikeOne(String text) {
        return text.startsWith(PREFIX);
    }

    /** Empty when the text is not complete or mistyped. */
    public static Optional<KeySecret> parse(String text) {
        if (!FORM.matcher(text).matches()) {
            return Optional.empty();
        }
        String random = text.substring(PREFIX.length(), text.length() - 8);
        return text.endsWith(checksum(random)) ? Optional.of(new KeySecret(text)) : Optional.empty();
    }

    private static String checksum(String random) {
        CRC32 crc = new CRC32();
        crc.update(random.getBytes(StandardCharsets.US_ASCII));
        return HexFormat.of().toHexDigits((int) crc.getValue());
    }

    /** The whole secret, to be shown once. */
    String reveal() {
        return text;
    }

    /** Its beginning, by which the owner recognises it in a list. */
    String hint() {
        return text.substring(0, HINT);
    }

    /** What is stored. A secret of 256 random bits cannot be guessed from it, so no slow hash is needed. */
    byte[] sha256() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Never the secret. */
    @Override
    public String toString() {
        return hint() + "…";
    }
}
