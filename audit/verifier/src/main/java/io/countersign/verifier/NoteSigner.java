package io.countersign.verifier;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/**
 * Signs notes with an Ed25519 key (C2SP signed-note), or cosigns them as a witness (C2SP tlog-cosignature).
 *
 * @param key what signs: the private half, or a token that keeps it
 * @param verifier the public half, its name and its use
 */
public record NoteSigner(Key key, VerifierKey verifier) {

    /** Makes Ed25519 signatures (RFC 8032). */
    @FunctionalInterface
    public interface Key {
        /**
         * @return the signature, 64 bytes
         * @throws GeneralSecurityException when the key cannot sign (a token that is gone)
         */
        byte[] sign(byte[] message) throws GeneralSecurityException;
    }

    public NoteSigner(PrivateKey key, VerifierKey verifier) {
        this(message -> signature(key, message), verifier);
    }

    private static byte[] signature(PrivateKey key, byte[] message) throws GeneralSecurityException {
        Signature ed25519 = Signature.getInstance("Ed25519");
        ed25519.initSign(key);
        ed25519.update(message);
        return ed25519.sign();
    }

    /**
     * @param text the text, ending with a newline
     * @return the note: text, empty line, signature line
     * @throws IllegalStateException when the key cannot sign (a token that is gone)
     */
    public String sign(String text) {
        return new SignedNote(text, List.of(line(text))).note();
    }

    /** The signature line of a log's key over the text. */
    public SignedNote.Line line(String text) {
        if (verifier.use() != VerifierKey.Use.LOG) {
            throw new IllegalStateException("the key of a witness cosigns; it does not sign");
        }
        requireWhole(text);
        return stamped(signature(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** The signature line of a witness's key over the text of a checkpoint. */
    public SignedNote.Line cosignature(String text, Instant time) {
        if (verifier.use() != VerifierKey.Use.WITNESS) {
            throw new IllegalStateException("the key of a log signs; it does not cosign");
        }
        requireWhole(text);
        byte[] signature = signature(VerifierKey.cosigned(time.getEpochSecond(), text));
        return stamped(ByteBuffer.allocate(Long.BYTES + signature.length)
                .putLong(time.getEpochSecond())
                .put(signature)
                .array());
    }

    private static void requireWhole(String text) {
        if (!text.endsWith("\n")) {
            throw new IllegalArgumentException("a note's text ends with a newline");
        }
    }

    private SignedNote.Line stamped(byte[] signature) {
        byte[] stamp = ByteBuffer.allocate(4 + signature.length)
                .put(HexFormat.of().parseHex(verifier.id()))
                .put(signature)
                .array();
        return new SignedNote.Line(verifier.name(), Base64.getEncoder().encodeToString(stamp));
    }

    private byte[] signature(byte[] message) {
        try {
            return key.sign(message);
        } catch (GeneralSecurityException unable) {
            throw new IllegalStateException("the key " + verifier.name() + " cannot sign", unable);
        }
    }

    @Override
    public String toString() {
        return "NoteSigner[" + verifier + "]";
    }
}
