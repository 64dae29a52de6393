package io.countersign.verifier;

import java.util.Arrays;

/** A growing Merkle tree that remembers only its right edge: at most 63 hashes, whatever the number of leaves. */
public final class CompactTree {
    private final Hash[] edge = new Hash[63];
    private long size;

    /** Told of each complete subtree as an append closes it. */
    @FunctionalInterface
    public interface Closed {
        void node(int level, long index, Hash hash);
    }

    /** The empty tree. */
    public CompactTree() {
        Arrays.fill(edge, MerkleHash.EMPTY_ROOT);
    }

    /** The tree of that size over stored nodes; reads one node for each bit that is set in the size. */
    public static CompactTree resume(long size, TreeNodes nodes) {
        CompactTree tree = new CompactTree();
        tree.size = size;
        for (int level = 0; size >> level > 0; level++) {
            if (isSet(size, level)) {
                tree.edge[level] = nodes.node(level, (size >> level) - 1);
            }
        }
        return tree;
    }

    /** Appends a leaf; {@code closed} hears of each subtree of height 1 and more that it completes, lowest first. */
    public void append(Hash leaf, Closed closed) {
        Hash hash = leaf;
        int level = 0;
        while (isSet(size, level)) {
            hash = MerkleHash.node(edge[level], hash);
            level++;
            closed.node(level, size >> level, hash);
        }
        edge[level] = hash;
        size++;
    }

    public void append(Hash leaf) {
        append(leaf, (level, index, hash) -> {});
    }

    public long size() {
        return size;
    }

    /** Merkle tree hash of all leaves so far (RFC 6962, section 2.1). */
    public Hash root() {
        if (size == 0) {
            return MerkleHash.EMPTY_ROOT;
        }
        int level = Long.numberOfTrailingZeros(size);
        Hash root = edge[level];
        for (level++; size >> level > 0; level++) {
            if (isSet(size, level)) {
                root = MerkleHash.node(edge[level], root);
            }
        }
        return root;
    }

    private static boolean isSet(long size, int level) {
        return (size >> level & 1) == 1;
    }
}
