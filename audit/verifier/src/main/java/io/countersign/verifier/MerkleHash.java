package io.countersign.verifier;

/** How leaves and nodes are hashed (RFC 6962, section 2.1), domain-separated so that no node passes for a leaf. */
public final class MerkleHash {
    private static final byte[] LEAF = {0};
    private static final byte NODE = 1;

    /** Root of the tree without leaves: the hash of nothing. */
    public static final Hash EMPTY_ROOT = Hash.sha256();

    private MerkleHash() {}

    /** {@code SHA-256(0x00 || data)}. */
    public static Hash leaf(byte[] data) {
        return Hash.sha256(LEAF, data);
    }

    /** {@code SHA-256(0x01 || left || right)}. */
    public static Hash node(Hash left, Hash right) {
        return Hash.ofNode(NODE, left, right);
    }
}
