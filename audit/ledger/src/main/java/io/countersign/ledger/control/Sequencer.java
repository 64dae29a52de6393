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
import java.sql.Statement;
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
            } catch (SQLException | IOException | RuntimeException failed) {
                connection.rollback();
                throw failed;
            } finally {
                connection.setAutoCommit(before);
            }
        }
    }

    private static boolean lead(Connection connection) throws SQLException {
        try (PreparedStatement lock = connection.prepareStatement("SELECT pg_try_advisory_xact_lock(?)")) {
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
        if (!entries.isEmpty()) {
            grow(connection, stored.compute(nodes -> CompactTree.resume(size, nodes)), entries);
        }
        long newSize = size + entries.size();
        signer.requireContinuation(size, newSize, signed -> stored.compute(nodes -> MerkleProofs.root(signed, nodes)));
        if (entries.isEmpty()) {
            return Outcome.IDLE;
        }
        Hash root = stored.compute(nodes -> MerkleProofs.root(newSize, nodes));
        insertCheckpoint(connection, signer.sign(newSize, root));
        return entries.size() < batch ? Outcome.SIGNED : Outcome.SIGNED_MORE_WAITS;
    }

    private static long size(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT coalesce(max(leaf_index) + 1, 0) FROM ledger.leaf")) {
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
        record Node(int level, long index, Hash hash) {}
        List<Node> closed = new ArrayList<>();
        try (PreparedStatement leaf = connection.prepareStatement(
                        "INSERT INTO ledger.leaf (leaf_index, entry_id, leaf_hash) VALUES (?, ?, ?)");
                PreparedStatement node = connection.prepareStatement(
                        "INSERT INTO ledger.node (level, node_index, hash) VALUES (?, ?, ?)")) {
            for (Entry entry : entries) {
                leaf.setLong(1, tree.size());
                leaf.setObject(2, entry.id());
                leaf.setBytes(3, entry.leafHash().bytes());
                leaf.addBatch();
                tree.append(entry.leafHash(), (level, index, hash) -> closed.add(new Node(level, index, hash)));
            }
            for (Node each : closed) {
                node.setInt(1, each.level());
                node.setLong(2, each.index());
                node.setBytes(3, each.hash().bytes());
                node.addBatch();
            }
            leaf.executeBatch();
            node.executeBatch();
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
