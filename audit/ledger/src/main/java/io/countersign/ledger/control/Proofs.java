package io.countersign.ledger.control;

import io.countersign.audit.EntryId;
import io.countersign.verifier.Hash;
import io.countersign.verifier.MerkleProofs;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

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

    /**
     * Two signed trees and the proof that the newer one begins with the older one.
     *
     * @param proof as RFC 9162, section 2.1.4 has it
     * @param from the checkpoint of the older tree, null when none of that size was signed
     * @param to the checkpoint of the newer tree, null when none of that size was signed
     */
    record Consistency(
            List<Hash> proof,
            @Nullable String from,
            @Nullable String to) {}

    /** Between two sizes; the tree must be signed as far as the larger one. */
    Consistency consistency(long from, long to) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            List<Hash> proof = new StoredTree(connection).compute(nodes -> MerkleProofs.consistency(from, to, nodes));
            return new Consistency(
                    proof,
                    at(from).map(Stored::note).orElse(null),
                    at(to).map(Stored::note).orElse(null));
        }
    }

    /** The checkpoint of just that size; empty when none was signed. */
    Optional<Stored> at(long treeSize) throws SQLException {
        return first("WHERE tree_size = ?", treeSize);
    }

    /** The largest checkpoint; empty before the first entry was sequenced. */
    Optional<Stored> latest() throws SQLException {
        return first("WHERE tree_size > ? ORDER BY tree_size DESC LIMIT 1", 0);
    }

    /** The largest checkpoint that at least so many witnesses cosigned; empty when there is none. */
    Optional<Stored> cosigned(int witnesses) throws SQLException {
        return first("""
                WHERE tree_size = (SELECT tree_size FROM ledger.cosignature
                    GROUP BY tree_size HAVING count(*) >= ? ORDER BY tree_size DESC LIMIT 1)
                """, witnesses);
    }

    private Optional<Stored> first(String where, long value) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement("""
                        SELECT tree_size, note, (SELECT coalesce(max(leaf_index) + 1, 0) FROM ledger.leaf)
                        FROM ledger.checkpoint
                        """ + where)) {
            select.setLong(1, value);
            try (ResultSet row = select.executeQuery()) {
                return row.next()
                        ? Optional.of(new Stored(row.getLong(1), row.getString(2), row.getLong(3)))
                        : Optional.empty();
            }
        }
    }
}
