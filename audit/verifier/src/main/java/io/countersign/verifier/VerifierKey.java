package io.countersign.verifier;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The public half of a signer of notes: an Ed25519 key with a name and a use, written in the C2SP vkey form. */
public final class VerifierKey {
    /** What precedes the 32 bytes of an Ed25519 key in its X.509 form (RFC 8410, section 4). */
    private static final byte[] X509_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

    private static final int TIMESTAMP_BYTES = 8;

    private final String name;
    private final Use use;
    private final byte[] raw;
    private final PublicKey key;

    /** What a key signs; the number is the signature type of C2SP signed-note. */
    public enum Use {
        /** Plain signatures over a note: those of a log. */
        LOG(1),
        /** Timestamped cosignatures over a checkpoint (C2SP tlog-cosignature, version 1): those of a witness. */
        WITNESS(4);

        final byte type;

        Use(int type) {
            this.type = (byte) type;
        }

        private static Optional<Use> of(byte type) {
            return Arrays.stream(values()).filter(use -> use.type == type).findFirst();
        }
    }

    private VerifierKey(String name, Use use, byte[] raw) {
        if (!isName(name)) {
            throw new IllegalArgumentException("a key name is not empty and has neither spaces nor plus signs");
        }
        this.name = name;
        this.use = use;
        this.raw = raw;
        this.key = decode(raw);
    }

    /** A log's key. @throws IllegalArgumentException when the key is not an Ed25519 key or the name is not a key name */
    public static VerifierKey of(String name, PublicKey key) {
        return of(name, Use.LOG, key);
    }

    /** @throws IllegalArgumentException when the key is not an Ed25519 key or the name is not a key name */
    public static VerifierKey of(String name, Use use, PublicKey key) {
        byte[] encoded = key.getEncoded();
        if (encoded.length != X509_PREFIX.length + 32
                || !Arrays.equals(X509_PREFIX, 0, X509_PREFIX.length, encoded, 0, X509_PREFIX.length)) {
            throw new IllegalArgumentException("the key is not an Ed25519 key: " + key.getAlgorithm());
        }
        return new VerifierKey(name, use, Arrays.copyOfRange(encoded, X509_PREFIX.length, encoded.length));
    }

    /**
     * The key of a log by its bytes.
     *
     * @param raw the public key as RFC 8032 (section 5.1.5) encodes it, 32 bytes
     * @throws IllegalArgumentException when they are no such key or the name is not a key name
     */
    public static VerifierKey of(String name, byte[] raw) {
        if (raw.length != 32) {
            throw new IllegalArgumentException("an Ed25519 public key has 32 bytes, not " + raw.length);
        }
        return new VerifierKey(name, Use.LOG, raw.clone());
    }

    /**
     * Reads {@code <name>+<key id, 8 hex digits>+<base64 of the use's number and the 32 key bytes>}.
     *
     * @throws IllegalArgumentException when the text has another form or its key id does not belong to its key
     */
    public static VerifierKey parse(String vkey) {
        String[] parts = vkey.strip().split("\\+", 3);
        byte[] typed = parts.length == 3 ? Base64.getDecoder().decode(parts[2]) : new byte[0];
        Optional<Use> use = typed.length == 33 ? Use.of(typed[0]) : Optional.empty();
        if (use.isEmpty()) {
            throw new IllegalArgumentException("not an Ed25519 verifier key in vkey form: " + vkey);
        }
        VerifierKey parsed = new VerifierKey(parts[0], use.get(), Arrays.copyOfRange(typed, 1, 33));
        if (!parsed.id().equals(parts[1])) {
            throw new IllegalArgumentException("the key id does not belong to the key: " + vkey);
        }
        return parsed;
    }

    static boolean isName(String name) {
        return !name.isEmpty() && name.chars().noneMatch(c -> c == '+' || Character.isWhitespace(c));
    }

    private static PublicKey decode(byte[] raw) {
        byte[] encoded = Arrays.copyOf(X509_PREFIX, X509_PREFIX.length + 32);
        System.arraycopy(raw, 0, encoded, X509_PREFIX.length, 32);
        try {
            return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
        } catch (GeneralSecurityException invalid) {
            throw new IllegalArgumentException("not an Ed25519 public key", invalid);
        }
    }

    public String name() {
        return name;
    }

    public Use use() {
        return use;
    }

    /** First four bytes of {@code SHA-256(name || 0x0A || use || key)} in hexadecimal. */
    public String id() {
        byte[] named = (name + "\n").getBytes(StandardCharsets.UTF_8);
        return Hash.sha256(named, new byte[] {use.type}, raw).hex().substring(0, 8);
    }

    /** The vkey form. */
    public String vkey() {
        byte[] typed = new byte[33];
        typed[0] = use.type;
        System.arraycopy(raw, 0, typed, 1, 32);
        return name + "+" + id() + "+" + Base64.getEncoder().encodeToString(typed);
    }

    /** Whether the Ed25519 signature (RFC 8032) over the message is by this key. */
    public boolean verifies(byte[] message, byte[] signature) {
        try {
            Signature ed25519 = Signature.getInstance("Ed25519");
            ed25519.initVerify(key);
            ed25519.update(message);
            return ed25519.verify(signature);
        } catch (GeneralSecurityException malformed) {
            return false;
        }
    }

    /**
     * Whether what stands in a signature line after the key id is this key's over the note's text: a signature, or for a
     * witness a timestamp and a signature.
     */
    boolean verifiesNote(String text, byte[] stamp) {
        if (use == Use.LOG) {
            return verifies(text.getBytes(StandardCharsets.UTF_8), stamp);
        }
        if (stamp.length <= TIMESTAMP_BYTES) {
            return false;
        }
        byte[] signature = Arrays.copyOfRange(stamp, TIMESTAMP_BYTES, stamp.length);
        long time = ByteBuffer.wrap(stamp).getLong();
        return time >= 0 && verifies(cosigned(time, text), signature);
    }

    /** What a witness signs: a header, the time in seconds, the text of the note (C2SP tlog-cosignature). */
    static byte[] cosigned(long time, String text) {
        return ("cosignature/v1\ntime " + time + "\n" + text).getBytes(StandardCharsets.UTF_8);
    }

    static Instant timeOf(byte[] stamp) {
        return Instant.ofEpochSecond(ByteBuffer.wrap(stamp).getLong());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof VerifierKey that
                && name.equals(that.name)
                && use == that.use
                && Arrays.equals(raw, that.raw);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(raw);
    }

    @Override
    public String toString() {
        return vkey();
    }
}
