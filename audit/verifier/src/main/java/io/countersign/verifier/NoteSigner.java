package io.countersign.verifier;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.util.Base64;
import java.util.HexFormat;

/**
 * Signs notes with an Ed25519 key (C2SP signed-note).
 *
 * @param key the private half
 * @param verifier the public half and its name
 */
public record NoteSigner(PrivateKey key, VerifierKey verifier) {

    /**
     * @param text the text, ending with a newline
     * @return the note: text, empty line, signature line
     * @throws IllegalStateException when the key cannot sign (a token that is gone)
     */
    public String sign(String text) {
        if (!text.endsWith("\n")) {
            throw new IllegalArgumentException("a note's text ends with a newline");
        }
        try {
            Signature ed25519 = Signature.getInstance("Ed25519");
            ed25519.initSign(key);
            ed25519.update(text.getBytes(StandardCharsets.UTF_8));
            byte[] signature = ed25519.sign();
            byte[] stamped = new byte[4 + signature.length];
            System.arraycopy(HexFormat.of().parseHex(verifier.id()), 0, stamped, 0, 4);
            System.arraycopy(signature, 0, stamped, 4, signature.length);
            return text + "\n" + SignedNote.SIGNATURE_MARK + verifier.name() + " "
                    + Base64.getEncoder().encodeToString(stamped) + "\n";
        } catch (GeneralSecurityException unable) {
            throw new IllegalStateException("the key " + verifier.name() + " cannot sign", unable);
        }
    }

    @Override
    public String toString() {
        return "NoteSigner[" + verifier + "]";
    }
}
