package io.countersign.ledger.control;

import io.countersign.verifier.ExportLine;
import io.countersign.verifier.ExportWriter;
import io.countersign.verifier.Hash;
import io.countersign.verifier.VerifierKey;
import java.io.IOException;
import java.io.OutputStream;
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

/** Writes the ledger up to a checkpoint, some leaves at a time: bounded memory, no long transaction. */
final class ExportStream {
    private static final int CHUNK = 500;

    private final DataSource dataSource;
    private final VerifierKey key;

    ExportStream(DataSource dataSource, VerifierKey key) {
        this.dataSource = dataSource;
        this.key = key;
    }

    /** Closes the stream; an export without its last line is known to be cut off. */
    void write(Proofs.Stored checkpoint, OutputStream out) throws SQLException, IOException {
        try (ExportWriter export = new ExportWriter(out)) {
            export.header(new ExportLine.Header(key.vkey(), checkpoint.note()));
            for (long from = 0; from < checkpoint.leaves(); from += CHUNK) {
                chunk(from, Math.min(from + CHUNK, checkpoint.leaves()), export);
            }
            export.trailer();
        }
    }

    private void chunk(long from, long to, ExportWriter export) throws SQLException, IOException {
        try (Connection connection = dataSource.getConnection()) {
            Map<Long, String> checkpoints = checkpoints(connection, from, to);
            Map<UUID, List<ExportLine.Disclosure>> disclosures = disclosures(connection, from, to);
            try (PreparedStatement select = connection.prepareStatement("""
                    SELECT l.leaf_index, l.leaf_hash, l.entry_id, e.canonical
                    FROM ledger.leaf l LEFT JOIN ledger.entry e ON e.id = l.entry_id
                    WHERE l.leaf_index >= ? AND l.leaf_index < ? ORDER BY l.leaf_index
                    """)) {
                select.setLong(1, from);
                select.setLong(2, to);
                try (ResultSet rows = select.executeQuery()) {
                    while (rows.next()) {
                        export.leaf(leaf(rows, disclosures));
                        String note = checkpoints.get(rows.getLong(1) + 1);
                        if (note != null) {
                            export.checkpoint(new ExportLine.Signed(note));
                        }
                    }
                }
            }
        }
    }

    private static ExportLine.Leaf leaf(ResultSet row, Map<UUID, List<ExportLine.Disclosure>> disclosures)
            throws SQLException {
        byte[] canonical = row.getBytes(4);
        return new ExportLine.Leaf(
                row.getLong(1),
                Hash.of(row.getBytes(2)),
                canonical == null ? null : new String(canonical, StandardCharsets.UTF_8),
                disclosures.getOrDefault(row.getObject(3, UUID.class), List.of()));
    }

    private static Map<Long, String> checkpoints(Connection connection, long from, long to) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT tree_size, note FROM ledger.checkpoint WHERE tree_size > ? AND tree_size <= ?")) {
            select.setLong(1, from);
            select.setLong(2, to);
            Map<Long, String> checkpoints = new HashMap<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    checkpoints.put(rows.getLong(1), rows.getString(2));
                }
            }
            return checkpoints;
        }
    }

    private static Map<UUID, List<ExportLine.Disclosure>> disclosures(Connection connection, long from, long to)
            throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("""
                SELECT d.entry_id, d.name, d.text, d.salt
                FROM ledger.leaf l JOIN ledger.disclosure d ON d.entry_id = l.entry_id
                WHERE l.leaf_index >= ? AND l.leaf_index < ? ORDER BY d.entry_id, d.name
                """)) {
            select.setLong(1, from);
            select.setLong(2, to);
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
