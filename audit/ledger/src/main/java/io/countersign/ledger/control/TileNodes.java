package io.countersign.ledger.control;

import io.countersign.verifier.Hash;
import io.countersign.verifier.MerkleHash;
import io.countersign.verifier.TreeNodes;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.NoSuchElementException;

/** Nodes as they were read, and those within tiles, made of the leaves when they are asked for. */
final class TileNodes implements TreeNodes {
    /** Complete subtrees of this height and more are stored. */
    static final int TILE_HEIGHT = 8;

    /** A complete subtree: its height, and its number among those of that height. */
    record Place(int level, long index) {
        boolean isStored() {
            return level >= TILE_HEIGHT;
        }

        /** Number of the tile that it lies in. */
        long tile() {
            return index >> TILE_HEIGHT - level;
        }
    }

    private final Map<Place, Hash> known = new HashMap<>();

    void add(int level, long index, Hash hash) {
        known.put(new Place(level, index), hash);
    }

    /** @param leaves number and hash of each, in eight and in 32 bytes */
    void addLeaves(byte[] leaves) {
        ByteBuffer buffer = ByteBuffer.wrap(leaves);
        while (buffer.hasRemaining()) {
            long index = buffer.getLong();
            byte[] hash = new byte[Hash.BYTES];
            buffer.get(hash);
            add(0, index, Hash.of(hash));
        }
    }

    /** @throws NoSuchElementException when the database lacks the node, or a leaf below it */
    @Override
    public Hash node(int level, long index) {
        Place place = new Place(level, index);
        Hash hash = known.get(place);
        if (hash != null) {
            return hash;
        }
        if (level == 0 || place.isStored()) {
            throw new NoSuchElementException("the stored tree has no node " + index + " of level " + level);
        }
        Hash made = MerkleHash.node(node(level - 1, 2 * index), node(level - 1, 2 * index + 1));
        known.put(place, made);
        return made;
    }
}
