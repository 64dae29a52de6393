package io.countersign.verifier;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** A SHA-256 hash: 32 bytes, immutable. */
public final class Hash {
    /** Length of a hash. */
    public static final int BYTES = 32;

    private static final HexFormat HEX = HexFormat.of();
    private static final ThreadLocal<MessageDigest> DIGEST = ThreadLocal.withInitial(Hash::makeDigest);

    private static final ThreadLocal<byte[]> NODE = ThreadLocal.withInitial(() -> new byte[1 + 2 * BYTES]);

    private final byte[] bytes;

    private Hash(byte[] bytes) {
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException("a SHA-256 hash has 32 bytes, not " + bytes.length);
        }
        this.bytes = bytes;
    }

    /** @throws IllegalArgumentException when these are not 32 bytes */
    public static Hash of(byte[] bytes) {
        return new Hash(bytes.clone());
    }

    /** @throws IllegalArgumentException when the text is not 64 hexadecimal digits */
    public static Hash ofHex(String hex) {
        return new Hash(HEX.parseHex(hex));
    }

    /** @throws IllegalArgumentException when the text is not 32 bytes in standard base64 */
    public static Hash ofBase64(String base64) {
        return new Hash(Base64.getDecoder().decode(base64));
    }

    /** SHA-256 over the concatenation of the parts. */
    public static Hash sha256(byte[]... parts) {
        MessageDigest digest = newDigest();
        for (byte[] part : parts) {
            digest.update(part);
        }
        return new Hash(digest.digest());
    }

    static Hash ofNode(byte prefix, Hash left, Hash right) {
        byte[] node = NODE.get();
        node[0] = prefix;
        System.arraycopy(left.bytes, 0, node, 1, BYTES);
        System.arraycopy(right.bytes, 0, node, 1 + BYTES, BYTES);
        return new Hash(newDigest().digest(node));
    }

    /** One for each thread: making one costs more than hashing a leaf. It is clean again after each digest. */
    private static MessageDigest newDigest() {
        return DIGEST.get();
    }

    static MessageDigest makeDigest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }

    public byte[] bytes() {
        return bytes.clone();
    }

    public String hex() {
        return HEX.formatHex(bytes);
    }

    public String base64() {
        return Base64.getEncoder().encodeToString(bytes);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Hash hash && Arrays.equals(bytes, hash.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return hex();
    }
}
