package io.countersign.registry.webhook;

import io.countersign.platform.config.Settings;
import io.countersign.platform.problem.ProblemException;
import io.countersign.platform.problem.ProblemType;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Seals secrets that others gave us, so that a copy of the database does not hold them: AES-256-GCM under the SHA-256 of the
 * setting {@code countersign.secrets.key}, the nonce before the ciphertext, the receiver's id as associated data.
 */
@Dependent
class SecretBox {
    static final String SETTING = "countersign.secrets.key";
    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Optional<SecretKey> key;

    @Inject
    SecretBox(Settings settings) {
        this(settings.text(SETTING));
    }

    SecretBox(Optional<String> passphrase) {
        this.key = passphrase.map(SecretBox::key);
    }

    /** Null and the empty text are not sealed. @throws ProblemException (unavailable) without a key */
    byte @Nullable [] seal(@Nullable String secret, String owner) {
        if (secret == null || secret.isEmpty()) {
            return null;
        }
        byte[] nonce = new byte[NONCE];
        RANDOM.nextBytes(nonce);
        byte[] sealed = run(Cipher.ENCRYPT_MODE, nonce, secret.getBytes(StandardCharsets.UTF_8), owner);
        return ByteBuffer.allocate(NONCE + sealed.length).put(nonce).put(sealed).array();
    }

    /** @throws ProblemException (unavailable) without the key that sealed it */
    @Nullable
    String open(byte @Nullable [] sealed, String owner) {
        if (sealed == null) {
            return null;
        }
        ByteBuffer parts = ByteBuffer.wrap(sealed);
        byte[] nonce = new byte[NONCE];
        parts.get(nonce);
        byte[] ciphertext = new byte[parts.remaining()];
        parts.get(ciphertext);
        return new String(run(Cipher.DECRYPT_MODE, nonce, ciphertext, owner), StandardCharsets.UTF_8);
    }

    private byte[] run(int mode, byte[] nonce, byte[] input, String owner) {
        SecretKey its = key.orElseThrow(() -> new ProblemException(
                ProblemType.UNAVAILABLE, "Secrets cannot be kept: the setting " + SETTING + " is missing"));
        try {
            Cipher cipher = Cipher.getInstance(CIPHER);
            cipher.init(mode, its, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(owner.getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(input);
        } catch (GeneralSecurityException otherKey) {
            throw new ProblemException(
                    ProblemType.UNAVAILABLE,
                    "A kept secret cannot be opened: " + SETTING + " is not the key that sealed it");
        }
    }

    private static SecretKey key(String passphrase) {
        try {
            return new SecretKeySpec(
                    MessageDigest.getInstance("SHA-256").digest(passphrase.getBytes(StandardCharsets.UTF_8)), "AES");
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
