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
     * @param leaves leaves in the database in the same snapshot; more or fewer than the tree signs only if tampered with
     */
    record Stored(long treeSize, String note, long leaves) {}

    /** The proof under the latest checkpoint; empty while the entry has no leaf. */
    Optional<Proof> of(EntryId entry) throws SQLException {
        Optional<Stored> latest = latest();
        return latest.isEmpty() ? Optional.empty() : under(latest.get(), entry);
    }

    /** The proof under that checkpoint; empty when it does not cover the entry. */
    Optional<Proof> under(Stored checkpoint, EntryId entry) throws SQLException {
        long size = checkpoint.treeSize();
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(
                        "SELECT leaf_index, leaf_hash FROM ledger.leaf WHERE entry_id = ? AND leaf_index < ?")) {
            select.setObject(1, entry.value());
            select.setLong(2, size);
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    return Optional.empty();
                }
                long leaf = row.getLong(1);
                Hash leafHash = Hash.of(row.getBytes(2));
                List<Hash> path =
                        new StoredTree(connection).compute(nodes -> MerkleProofs.inclusion(leaf, size, nodes));
                return Optional.of(new Proof(leaf, leafHash, size, path, checkpoint.note()));
            }
        }
    }

    /** The largest checkpoint; empty before the first entry was sequenced. */
    Optional<Stored> latest() throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("""
                        SELECT tree_size, note, (SELECT coalesce(max(leaf_index) + 1, 0) FROM ledger.leaf)
                        FROM ledger.checkpoint ORDER BY tree_size DESC LIMIT 1
                        """)) {
            return row.next()
                    ? Optional.of(new Stored(row.getLong(1), row.getString(2), row.getLong(3)))
                    : Optional.empty();
        }
    }
}
