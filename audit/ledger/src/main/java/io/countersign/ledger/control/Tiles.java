package io.countersign.ledger.control;

import io.countersign.verifier.TilePath;
import java.io.ByteArrayOutputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;

/** The signed tree as tiles, and its entries as bundles (C2SP tlog-tiles). */
final class Tiles {
    private static final String LEAVES = """
            SELECT leaf_hash FROM ledger.leaf WHERE leaf_index >= ? AND leaf_index < ? ORDER BY leaf_index
            """;
    private static final String NODES = """
            SELECT hash FROM ledger.node WHERE level = ? AND node_index >= ? AND node_index < ? ORDER BY node_index
            """;
    private static final String ENTRIES = """
            SELECT e.canonical FROM ledger.leaf l JOIN ledger.entry e ON e.id = l.entry_id
            WHERE l.leaf_index >= ? AND l.leaf_index < ? ORDER BY l.leaf_index
            """;

    private final DataSource dataSource;

    Tiles(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** The bytes of the tile or bundle; empty when the tree that was signed last does not have all of it. */
    Optional<byte[]> read(TilePath tile) throws SQLException {
        Optional<Proofs.Stored> latest = new Proofs(dataSource).latest();
        if (latest.isEmpty() || !tile.isIn(latest.get().treeSize())) {
            return Optional.empty();
        }
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(
                        tile.level() == TilePath.ENTRIES ? ENTRIES : tile.level() == 0 ? LEAVES : NODES)) {
            int next = 1;
            if (tile.level() > 0) {
                select.setInt(next++, tile.level() * 8);
            }
            select.setLong(next++, tile.number() * TilePath.FULL);
            select.setLong(next, tile.number() * TilePath.FULL + tile.width());
            return content(select, tile);
        }
    }

    private static Optional<byte[]> content(PreparedStatement select, TilePath tile) throws SQLException {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        int found = 0;
        try (ResultSet rows = select.executeQuery()) {
            for (; rows.next(); found++) {
                byte[] each = rows.getBytes(1);
                if (tile.level() == TilePath.ENTRIES) {
                    content.write(each.length >> 8);
                    content.write(each.length);
                }
                content.writeBytes(each);
            }
        }
        if (found != tile.width()) {
            throw new SQLException("the stored tree lacks hashes or entries of the tile " + tile.path());
        }
        return Optional.of(content.toByteArray());
    }
}
