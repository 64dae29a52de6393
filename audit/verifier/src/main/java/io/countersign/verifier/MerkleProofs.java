package io.countersign.verifier;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Makes and checks inclusion and consistency proofs (RFC 6962, sections 2.1.1 and 2.1.2; RFC 9162, section 2.1). */
public final class MerkleProofs {
    private MerkleProofs() {}

    /** Root of the first {@code size} leaves. */
    public static Hash root(long size, TreeNodes nodes) {
        return size == 0 ? MerkleHash.EMPTY_ROOT : subtree(0, size, nodes);
    }

    /**
     * Audit path of a leaf, from the leaf to the root.
     *
     * @throws IllegalArgumentException when the leaf is not in a tree of that size
     */
    public static List<Hash> inclusion(long leaf, long size, TreeNodes nodes) {
        Objects.checkIndex(leaf, size);
        List<Hash> proof = new ArrayList<>();
        path(leaf, 0, size, nodes, proof);
        return proof;
    }

    private static void path(long leaf, long from, long to, TreeNodes nodes, List<Hash> proof) {
        if (to - from == 1) {
            return;
        }
        long middle = from + split(to - from);
        if (leaf < middle) {
            path(leaf, from, middle, nodes, proof);
            proof.add(subtree(middle, to, nodes));
        } else {
            path(leaf, middle, to, nodes, proof);
            proof.add(subtree(from, middle, nodes));
        }
    }

    /**
     * Proof that the tree of {@code oldSize} leaves is the beginning of the one of {@code newSize}; empty when either is
     * the empty tree or both are the same.
     */
    public static List<Hash> consistency(long oldSize, long newSize, TreeNodes nodes) {
        if (oldSize < 0 || oldSize > newSize) {
            throw new IllegalArgumentException("no consistency from size " + oldSize + " to " + newSize);
        }
        List<Hash> proof = new ArrayList<>();
        if (oldSize > 0 && oldSize < newSize) {
            subproof(oldSize, 0, newSize, true, nodes, proof);
        }
        return proof;
    }

    private static void subproof(
            long oldSize, long from, long to, boolean complete, TreeNodes nodes, List<Hash> proof) {
        if (oldSize == to) {
            if (!complete) {
                proof.add(subtree(from, to, nodes));
            }
            return;
        }
        long middle = from + split(to - from);
        if (oldSize <= middle) {
            subproof(oldSize, from, middle, complete, nodes, proof);
            proof.add(subtree(middle, to, nodes));
        } else {
            subproof(oldSize, middle, to, false, nodes, proof);
            proof.add(subtree(from, middle, nodes));
        }
    }

    private static Hash subtree(long from, long to, TreeNodes nodes) {
        long width = to - from;
        if (Long.bitCount(width) == 1) {
            int level = Long.numberOfTrailingZeros(width);
            return nodes.node(level, from >> level);
        }
        long middle = from + split(width);
        return MerkleHash.node(subtree(from, middle, nodes), subtree(middle, to, nodes));
    }

    /** The largest power of two smaller than {@code width}. */
    private static long split(long width) {
        return Long.highestOneBit(width - 1);
    }

    /** Whether the path leads from the leaf to that root (RFC 9162, section 2.1.3.2). */
    public static boolean isIncluded(Hash leafHash, long leaf, long size, List<Hash> proof, Hash root) {
        if (leaf < 0 || leaf >= size) {
            return false;
        }
        long node = leaf;
        long last = size - 1;
        Hash hash = leafHash;
        for (Hash sibling : proof) {
            if (last == 0) {
                return false;
            }
            if ((node & 1) == 1 || node == last) {
                hash = MerkleHash.node(sibling, hash);
                int climb = Long.numberOfTrailingZeros(node);
                node >>= climb;
                last >>= climb;
            } else {
                hash = MerkleHash.node(hash, sibling);
            }
            node >>= 1;
            last >>= 1;
        }
        return last == 0 && hash.equals(root);
    }

    /** Whether the proof shows that the older tree is the beginning of the newer one (RFC 9162, section 2.1.4.2). */
    public static boolean isConsistent(long oldSize, Hash oldRoot, long newSize, Hash newRoot, List<Hash> proof) {
        if (oldSize == newSize) {
            return proof.isEmpty() && oldRoot.equals(newRoot);
        }
        if (oldSize == 0) {
            return proof.isEmpty() && oldRoot.equals(MerkleHash.EMPTY_ROOT);
        }
        if (oldSize < 0 || oldSize > newSize || proof.isEmpty()) {
            return false;
        }
        List<Hash> path = new ArrayList<>(proof);
        if (Long.bitCount(oldSize) == 1) {
            path.add(0, oldRoot);
        }
        int climb = Long.numberOfTrailingZeros(oldSize);
        return walkBoth((oldSize - 1) >> climb, (newSize - 1) >> climb, path, oldRoot, newRoot);
    }

    private static boolean walkBoth(long oldLast, long newLast, List<Hash> path, Hash oldRoot, Hash newRoot) {
        long node = oldLast;
        long last = newLast;
        Hash oldHash = path.get(0);
        Hash newHash = path.get(0);
        for (Hash sibling : path.subList(1, path.size())) {
            if (last == 0) {
                return false;
            }
            if ((node & 1) == 1 || node == last) {
                oldHash = MerkleHash.node(sibling, oldHash);
                newHash = MerkleHash.node(sibling, newHash);
                int climb = node == 0 ? 0 : Long.numberOfTrailingZeros(node);
                node >>= climb;
                last >>= climb;
            } else {
                newHash = MerkleHash.node(newHash, sibling);
            }
            node >>= 1;
            last >>= 1;
        }
        return last == 0 && oldHash.equals(oldRoot) && newHash.equals(newRoot);
    }
}
