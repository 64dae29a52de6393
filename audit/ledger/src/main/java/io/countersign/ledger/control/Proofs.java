package io.countersign.ledger.control;

import io.countersign.audit.EntryId;
import io.countersign.verifier.Hash;
import io.countersign.verifier.MerkleProofs;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** Reads checkpoints and proofs that entries are under them. */
final class Proofs {
    private final DataSource dataSource;

    Proofs(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /**
     * A leaf under a signed tree.
     *
     * @param path audit path, leaf to root
     */
    record Proof(long leafIndex, Hash leafHash, long treeSize, List<Hash> path, String checkpoint) {}

    /**
     * A stored checkpoint.
     *
     * @param note the signed note
     */
    record Stored(long treeSize, String note) {}

    /** The proof under the latest checkpoint; empty while the entry has no leaf. */
    Optional<Proof> of(EntryId entry) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement("""
                        SELECT l.leaf_index, l.leaf_hash, c.tree_size, c.note
                        FROM ledger.leaf l
                        CROSS JOIN (SELECT tree_size, note FROM ledger.checkpoint ORDER BY tree_size DESC LIMIT 1) c
                        WHERE l.entry_id = ? AND l.leaf_index < c.tree_size
                        """)) {
            select.setObject(1, entry.value());
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    return Optional.empty();
                }
                long leaf = row.getLong(1);
                Hash leafHash = Hash.of(row.getBytes(2));
                long size = row.getLong(3);
                String note = row.getString(4);
                List<Hash> path =
                        new StoredTree(connection).compute(nodes -> MerkleProofs.inclusion(leaf, size, nodes));
                return Optional.of(new Proof(leaf, leafHash, size, path, note));
            }
        }
    }

    /** The largest checkpoint; empty before the first entry was sequenced. */
    Optional<Stored> latest() throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT tree_size, note FROM ledger.checkpoint ORDER BY tree_size DESC LIMIT 1")) {
            return row.next() ? Optional.of(new Stored(row.getLong(1), row.getString(2))) : Optional.empty();
        }
    }
}
