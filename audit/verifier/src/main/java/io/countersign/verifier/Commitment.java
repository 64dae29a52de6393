package io.countersign.verifier;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Binds a text that stands beside an entry to the entry's hashed bytes, so that the text can be erased without breaking the
 * tree: {@code HMAC-SHA-256(salt, name || 0x00 || text)}. Without its random salt of 32 bytes nobody can guess the text
 * from the commitment.
 */
public final class Commitment {
    static final int SALT_BYTES = 32;
    private static final ThreadLocal<Mac> MAC = ThreadLocal.withInitial(Commitment::newMac);

    private Commitment() {}

    /** A new salt of 32 bytes. */
    public static byte[] newSalt(SecureRandom random) {
        return newSalts(random, 1).get(0);
    }

    /** New salts of 32 bytes, each for one text, drawn at once. */
    public static List<byte[]> newSalts(SecureRandom random, int many) {
        byte[] drawn = new byte[many * SALT_BYTES];
        random.nextBytes(drawn);
        return IntStream.range(0, many)
                .mapToObj(i -> Arrays.copyOfRange(drawn, i * SALT_BYTES, (i + 1) * SALT_BYTES))
                .toList();
    }

    /**
     * @param salt 32 random bytes, used once
     * @param name name of the disclosure within its entry
     * @param text what is committed to
     * @return the commitment in lower-case hexadecimal, as it stands in the entry
     * @throws IllegalArgumentException when the salt has another length or the name a zero character
     */
    public static String of(byte[] salt, String name, String text) {
        if (salt.length != SALT_BYTES || name.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("a commitment takes a salt of 32 bytes and a name without U+0000");
        }
        try {
            Mac mac = MAC.get();
            mac.init(new SecretKeySpec(salt, "HmacSHA256"));
            mac.update(name.getBytes(StandardCharsets.UTF_8));
            mac.update((byte) 0);
            mac.update(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(mac.doFinal());
        } catch (InvalidKeyException impossible) {
            throw new IllegalStateException("32 bytes are a key of HmacSHA256", impossible);
        }
    }

    private static Mac newMac() {
        try {
            return Mac.getInstance("HmacSHA256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has HmacSHA256", impossible);
        }
    }
}
