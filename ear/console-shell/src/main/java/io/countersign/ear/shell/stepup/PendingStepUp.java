package io.countersign.ear.shell.stepup;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;

/**
 * A fresh authentication that was asked for and has not come back.
 *
 * @param state ties the way back to this session (RFC 6749, section 10.12)
 * @param random secret half of the nonce
 * @param verifier proof key of the code (RFC 7636)
 * @param digest what is to be signed
 * @param subject who must come back
 * @param to page to go back to
 * @param askedAt when it was asked for
 */
record PendingStepUp(
        String state, String random, String verifier, String digest, String subject, String to, Instant askedAt) {
    static final String ATTRIBUTE = "io.countersign.pendingStepUp";
    private static final SecureRandom RANDOM = new SecureRandom();

    static PendingStepUp asking(String digest, String subject, String to) {
        return new PendingStepUp(fresh(), fresh(), fresh(), digest, subject, to, Instant.now());
    }

    /** Binds the ID token to this digest: no token made for another one carries it. */
    String nonce() {
        return sha256(random + "." + digest);
    }

    /** The proof key's public half, method S256. */
    String challenge() {
        return sha256(verifier);
    }

    private static String fresh() {
        byte[] bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static String sha256(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
