package io.countersign.verifier;

/** Hashes of the complete subtrees of a tree. */
@FunctionalInterface
public interface TreeNodes {

    /**
     * Hash of the complete subtree over the leaves {@code [index << level, (index + 1) << level)}.
     *
     * @param level height of the subtree; 0 is a leaf hash
     * @param index position among the subtrees of that height, from 0
     */
    Hash node(int level, long index);
}
