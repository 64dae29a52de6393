package io.countersign.verifier;

import java.security.DigestException;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * Says of most leaves of an honest log, quickly, that they are sound. Of all others it says nothing: what is wrong with them, if
 * anything is, is for the scans to find out.
 */
final class LeafCheck {
    private static final int BLOCK = 64;
    private static final byte INNER = 0x36;
    private static final byte OUTER = 0x5c;
    private static final byte[] DIGITS = JsonBytes.ascii("0123456789abcdef");

    private final MessageDigest digest = Hash.makeDigest();
    private final byte[] computed = new byte[Hash.BYTES];
    private byte[] inner = new byte[8 * BLOCK];
    private final byte[] outer = new byte[BLOCK + Hash.BYTES];
    private final EntryBeginning beginning = new EntryBeginning();

    /** Whether the entry has the hash that its line says, and each disclosure is the one that the entry commits to. */
    boolean isSound(LeafLine line) {
        try {
            digest.update(line.texts(), 0, line.entryEnd());
            digest.digest(computed, 0, computed.length);
            return Arrays.equals(computed, line.hash()) && beginning.read(line.texts(), 1) && binds(line);
        } catch (DigestException impossible) {
            throw new IllegalStateException("a SHA-256 hash has 32 bytes", impossible);
        }
    }

    /** Of the entry that was found sound last. */
    EntryBeginning entry() {
        return beginning;
    }

    private boolean binds(LeafLine line) throws DigestException {
        for (int i = 0; i < line.disclosures(); i++) {
            int commitment = beginning.commitmentTo(line.texts(), line.disclosureBegin(i), line.nameEnd(i));
            if (commitment < 0 || !isCommitment(line, i, commitment)) {
                return false;
            }
        }
        return true;
    }

    private boolean isCommitment(LeafLine line, int disclosure, int commitment) throws DigestException {
        byte[] texts = line.texts();
        commit(
                line.salts(),
                disclosure * Commitment.SALT_BYTES,
                texts,
                line.disclosureBegin(disclosure),
                line.disclosureEnd(disclosure));
        int different = 0;
        for (int i = 0; i < computed.length; i++) {
            different |= DIGITS[computed[i] >> 4 & 0xf] ^ texts[commitment + 2 * i];
            different |= DIGITS[computed[i] & 0xf] ^ texts[commitment + 2 * i + 1];
        }
        return different == 0;
    }

    /** HMAC-SHA-256 (RFC 2104), see {@link Commitment}: setting up the platform's own for a new key takes longer than hashing. */
    private void commit(byte[] salts, int salt, byte[] text, int begin, int end) throws DigestException {
        int length = end - begin;
        if (inner.length < BLOCK + length) {
            inner = new byte[BLOCK + length];
        }
        Arrays.fill(inner, Commitment.SALT_BYTES, BLOCK, INNER);
        Arrays.fill(outer, Commitment.SALT_BYTES, BLOCK, OUTER);
        for (int i = 0; i < Commitment.SALT_BYTES; i++) {
            inner[i] = (byte) (salts[salt + i] ^ INNER);
            outer[i] = (byte) (salts[salt + i] ^ OUTER);
        }
        System.arraycopy(text, begin, inner, BLOCK, length);
        digest.update(inner, 0, BLOCK + length);
        digest.digest(outer, BLOCK, Hash.BYTES);
        digest.update(outer);
        digest.digest(computed, 0, computed.length);
    }
}
