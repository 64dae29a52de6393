package io.countersign.ledger.control;

import io.countersign.verifier.Checkpoint;
import io.countersign.verifier.CompactTree;
import io.countersign.verifier.Hash;
import io.countersign.verifier.MerkleHash;
import io.countersign.verifier.MerkleProofs;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * Gives committed entries their place in the tree and has the tree signed. Any number of nodes may tick; the one that gets
 * the advisory lock works. A tick is one transaction.
 *
 * <p>An entry is sequenced once its transaction id lies below the oldest transaction still running: then every entry that
 * will ever stand before it is visible, and the order (epoch, xid, id) has no gap to fill later. For that reason the last
 * leaf tells where to go on, and a tick that is aborted after the checkpoint left the database is repeated by the next one
 * with the same leaves in the same order.
 */
final class Sequencer {
    /** What a tick did. */
    enum Outcome {
        /** Another node is at it. */
        NOT_LEADER,
        /** Nothing new. */
        IDLE,
        /** Leaves were added and signed. */
        SIGNED,
        /** Leaves were added and signed, and more entries wait. */
        SIGNED_MORE_WAITS
    }

    private record Entry(UUID id, Hash leafHash) {}

    private static final long LOCK = 0x636f_756e_7465_72L;

    /** Entries that are fetched at once, while those fetched before are let go; an entry has at most 64 KiB. */
    private static final int FETCH = 100;

    private final DataSource dataSource;
    private final CheckpointSigner signer;
    private final int batch;

    /** @param batch most entries that one tick takes; bounds its memory */
    Sequencer(DataSource dataSource, CheckpointSigner signer, int batch) {
        this.dataSource = dataSource;
        this.signer = signer;
        this.batch = batch;
    }

    /**
     * One round, in a transaction of its own.
     *
     * @throws SQLException when the database fails
     * @throws IOException when the signer's memory or the checkpoint's place outside the database fails
     * @throws ForkRefusedException when the tree is not a continuation of the largest one that was signed
     */
    Outcome tick() throws SQLException, IOException {
        try (Connection connection = dataSource.getConnection()) {
            boolean before = connection.getAutoCommit();
            connection.setAutoCommit(false);
            try {
                Outcome outcome = lead(connection) ? sequence(connection) : Outcome.NOT_LEADER;
                connection.commit();
                return outcome;
            } catch (SQLException | IOException | RuntimeException | Error failed) {
                connection.rollback();
                throw failed;
            } finally {
                connection.setAutoCommit(before);
            }
        }
    }

    /** What follows is looked up by indexes: the session keeps plans, also those that were made for a nearly empty ledger. */
    private static boolean lead(Connection connection) throws SQLException {
        try (PreparedStatement lock = connection.prepareStatement(
                "SELECT pg_try_advisory_xact_lock(?), set_config('enable_seqscan', 'off', true)")) {
            lock.setLong(1, LOCK);
            try (ResultSet row = lock.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    private Outcome sequence(Connection connection) throws SQLException, IOException {
        long size = size(connection);
        List<Entry> entries = committed(connection);
        StoredTree stored = new StoredTree(connection);
        CompactTree tree = stored.compute(nodes -> CompactTree.resume(size, nodes));
        Hash root = tree.root();
        if (!entries.isEmpty()) {
            grow(connection, tree, entries);
        }
        signer.requireContinuation(
                size,
                tree.size(),
                signed -> signed == size ? root : stored.compute(nodes -> MerkleProofs.root(signed, nodes)));
        if (entries.isEmpty()) {
            return Outcome.IDLE;
        }
        insertCheckpoint(connection, signer.sign(tree.size(), tree.root()));
        return entries.size() < batch ? Outcome.SIGNED : Outcome.SIGNED_MORE_WAITS;
    }

    private static long size(Connection connection) throws SQLException {
        try (PreparedStatement statement =
                        connection.prepareStatement("SELECT coalesce(max(leaf_index) + 1, 0) FROM ledger.leaf");
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    /** Horizon and rows come from one statement and so from one snapshot. */
    private List<Entry> committed(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("""
                SELECT e.id, e.canonical
                FROM ledger.unsequenced e
                WHERE e.epoch < (SELECT max(epoch) FROM ledger.epoch)
                   OR e.xid < pg_snapshot_xmin(pg_current_snapshot())
                ORDER BY e.epoch, e.xid, e.id
                LIMIT ?
                """)) {
            select.setInt(1, batch);
            select.setFetchSize(FETCH);
            List<Entry> entries = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    entries.add(new Entry(rows.getObject(1, UUID.class), MerkleHash.leaf(rows.getBytes(2))));
                }
            }
            return entries;
        }
    }

    private static void grow(Connection connection, CompactTree tree, List<Entry> entries) throws SQLException {
        List<Object> levels = new ArrayList<>();
        List<Object> indexes = new ArrayList<>();
        List<byte[]> hashes = new ArrayList<>();
        long first = tree.size();
        for (Entry entry : entries) {
            tree.append(entry.leafHash(), (level, index, hash) -> {
                if (level >= TileNodes.TILE_HEIGHT) {
                    levels.add(level);
                    indexes.add(index);
                    hashes.add(hash.bytes());
                }
            });
        }
        insertLeaves(connection, first, entries);
        if (!hashes.isEmpty()) {
            insertNodes(connection, levels, indexes, hashes);
        }
    }

    private static void insertNodes(
            Connection connection, List<Object> levels, List<Object> indexes, List<byte[]> hashes) throws SQLException {
        try (PreparedStatement nodes = connection.prepareStatement("""
                INSERT INTO ledger.node (level, node_index, hash)
                SELECT * FROM unnest(?::smallint[], ?::bigint[], ?::bytea[])
                """)) {
            nodes.setArray(1, connection.createArrayOf("int4", levels.toArray()));
            nodes.setArray(2, connection.createArrayOf("int8", indexes.toArray()));
            nodes.setArray(3, connection.createArrayOf("bytea", hashes.toArray(new byte[0][])));
            nodes.executeUpdate();
        }
    }

    private static void insertLeaves(Connection connection, long first, List<Entry> entries) throws SQLException {
        try (PreparedStatement leaves = connection.prepareStatement("""
                INSERT INTO ledger.leaf (leaf_index, entry_id, leaf_hash)
                SELECT ? + place - 1, id, hash
                FROM unnest(?::uuid[], ?::bytea[]) WITH ORDINALITY AS e (id, hash, place)
                """)) {
            leaves.setLong(1, first);
            leaves.setArray(
                    2,
                    connection.createArrayOf(
                            "uuid", entries.stream().map(Entry::id).toArray()));
            leaves.setArray(
                    3,
                    connection.createArrayOf(
                            "bytea",
                            entries.stream()
                                    .map(entry -> entry.leafHash().bytes())
                                    .toArray(byte[][]::new)));
            leaves.executeUpdate();
        }
    }

    private static void insertCheckpoint(Connection connection, SignedCheckpoint signed) throws SQLException {
        Checkpoint checkpoint = signed.checkpoint();
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO ledger.checkpoint (tree_size, root, note) VALUES (?, ?, ?)")) {
            insert.setLong(1, checkpoint.size());
            insert.setBytes(2, checkpoint.root().bytes());
            insert.setString(3, signed.note());
            insert.executeUpdate();
        }
    }
}
