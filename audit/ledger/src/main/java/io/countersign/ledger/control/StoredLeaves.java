package io.countersign.ledger.control;

import io.countersign.verifier.ExportLine;
import io.countersign.verifier.Hash;
import io.countersign.verifier.MerkleProofs;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;

/** Reads leaves with their entries, disclosures and proofs, some hundred in a few statements. */
final class StoredLeaves {
    private final DataSource dataSource;

    StoredLeaves(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /**
     * In the order of their numbers; a leaf that the database has lost is left out.
     *
     * @param provedUnder size of the tree that the proofs are for; 0 for none
     */
    List<ExportLine.Leaf> read(List<Long> leaves, long provedUnder) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            Map<UUID, List<ExportLine.Disclosure>> disclosures = disclosures(connection, leaves);
            Map<Long, List<Hash>> proofs = provedUnder == 0 ? Map.of() : proofs(connection, leaves, provedUnder);
            try (PreparedStatement select = connection.prepareStatement("""
                    SELECT l.leaf_index, l.leaf_hash, l.entry_id, e.canonical
                    FROM ledger.leaf l LEFT JOIN ledger.entry e ON e.id = l.entry_id
                    WHERE l.leaf_index = ANY (?) ORDER BY l.leaf_index
                    """)) {
                select.setArray(1, connection.createArrayOf("int8", leaves.toArray()));
                List<ExportLine.Leaf> read = new ArrayList<>();
                try (ResultSet rows = select.executeQuery()) {
                    while (rows.next()) {
                        read.add(leaf(rows, disclosures, proofs));
                    }
                }
                return read;
            }
        }
    }

    private static ExportLine.Leaf leaf(
            ResultSet row, Map<UUID, List<ExportLine.Disclosure>> disclosures, Map<Long, List<Hash>> proofs)
            throws SQLException {
        byte[] canonical = row.getBytes(4);
        return new ExportLine.Leaf(
                row.getLong(1),
                Hash.of(row.getBytes(2)),
                canonical == null ? null : new String(canonical, StandardCharsets.UTF_8),
                disclosures.getOrDefault(row.getObject(3, UUID.class), List.of()),
                proofs.getOrDefault(row.getLong(1), List.of()));
    }

    private static Map<Long, List<Hash>> proofs(Connection connection, List<Long> leaves, long size)
            throws SQLException {
        return new StoredTree(connection).compute(nodes -> {
            Map<Long, List<Hash>> proofs = new HashMap<>();
            leaves.forEach(leaf -> proofs.put(leaf, MerkleProofs.inclusion(leaf, size, nodes)));
            return proofs;
        });
    }

    private static Map<UUID, List<ExportLine.Disclosure>> disclosures(Connection connection, List<Long> leaves)
            throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("""
                SELECT d.entry_id, d.name, d.text, d.salt
                FROM ledger.leaf l JOIN ledger.disclosure d ON d.entry_id = l.entry_id
                WHERE l.leaf_index = ANY (?) ORDER BY d.entry_id, d.name
                """)) {
            select.setArray(1, connection.createArrayOf("int8", leaves.toArray()));
            Map<UUID, List<ExportLine.Disclosure>> disclosures = new HashMap<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    disclosures
                            .computeIfAbsent(rows.getObject(1, UUID.class), unseen -> new ArrayList<>())
                            .add(new ExportLine.Disclosure(
                                    rows.getString(2),
                                    rows.getString(3),
                                    HexFormat.of().formatHex(rows.getBytes(4))));
                }
            }
            return disclosures;
        }
    }
}
