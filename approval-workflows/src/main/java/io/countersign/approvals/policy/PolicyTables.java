package io.countersign.approvals.policy;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The two decision tables of a policy, byte for byte.
 *
 * @param thresholds DMN file of the decision {@code thresholds}
 * @param requiredSignOffs DMN file of the decision {@code required-sign-offs}
 */
@SuppressWarnings("ArrayRecordComponent") // copied on the way in and out, compared by content
public record PolicyTables(byte[] thresholds, byte[] requiredSignOffs) {
    public PolicyTables {
        thresholds = thresholds.clone();
        requiredSignOffs = requiredSignOffs.clone();
    }

    @Override
    public byte[] thresholds() {
        return thresholds.clone();
    }

    @Override
    public byte[] requiredSignOffs() {
        return requiredSignOffs.clone();
    }

    /**
     * Lower-case hex of SHA-256(SHA-256(thresholds) || SHA-256(required sign-offs)): binds both files, and a byte moved from
     * one to the other changes it.
     */
    public String digest() {
        MessageDigest outer = sha256();
        outer.update(sha256().digest(thresholds));
        outer.update(sha256().digest(requiredSignOffs));
        return HexFormat.of().formatHex(outer.digest());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PolicyTables that
                && Arrays.equals(thresholds, that.thresholds)
                && Arrays.equals(requiredSignOffs, that.requiredSignOffs);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(thresholds) + Arrays.hashCode(requiredSignOffs);
    }

    @Override
    public String toString() {
        return "PolicyTables[" + digest() + "]";
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java runtime has SHA-256", impossible);
        }
    }
}
