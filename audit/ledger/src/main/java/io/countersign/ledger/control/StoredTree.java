package io.countersign.ledger.control;

import io.countersign.verifier.Hash;
import io.countersign.verifier.TreeNodes;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Reads the stored nodes of the tree: those that a computation needs, in one statement. Nodes within a tile of 256 leaves are not
 * stored but made of its leaves, which lie together on the disk: a path through the tile is then read from one place instead of
 * from one for each level, and an entry costs one row in the tree instead of two.
 */
final class StoredTree {
    private static final String READ = """
            SELECT w.level, w.node_index, (
                SELECT n.hash FROM ledger.node n WHERE n.level = w.level AND n.node_index = w.node_index)
            FROM unnest(?::int[], ?::bigint[]) AS w (level, node_index)
            UNION ALL
            SELECT 0, w.tile, (
                SELECT string_agg(int8send(l.leaf_index) || l.leaf_hash, ''::bytea) FROM ledger.leaf l
                WHERE l.leaf_index >= w.tile * 256 AND l.leaf_index < w.tile * 256 + 256)
            FROM unnest(?::bigint[]) AS w (tile)
            """;

    private final Connection connection;

    StoredTree(Connection connection) {
        this.connection = connection;
    }

    /**
     * Runs a computation over the stored nodes. It is run twice: first to learn which nodes it reads, then on them.
     *
     * @throws SQLException also when a node is missing
     */
    <T> T compute(Function<TreeNodes, T> computation) throws SQLException {
        Set<TileNodes.Place> wanted = new LinkedHashSet<>();
        Hash nothing = Hash.sha256();
        T unused = computation.apply((level, index) -> {
            wanted.add(new TileNodes.Place(level, index));
            return nothing;
        });
        TileNodes nodes = read(wanted);
        try {
            return computation.apply(nodes);
        } catch (NoSuchElementException missing) {
            throw new SQLException(missing.getMessage(), missing);
        }
    }

    private TileNodes read(Set<TileNodes.Place> wanted) throws SQLException {
        TileNodes nodes = new TileNodes();
        if (wanted.isEmpty()) {
            return nodes;
        }
        List<Object> levels = new ArrayList<>();
        List<Object> indexes = new ArrayList<>();
        Set<Long> tiles = new TreeSet<>();
        for (TileNodes.Place place : wanted) {
            if (place.isStored()) {
                levels.add(place.level());
                indexes.add(place.index());
            } else {
                tiles.add(place.tile());
            }
        }
        try (PreparedStatement select = connection.prepareStatement(READ)) {
            select.setArray(1, connection.createArrayOf("int4", levels.toArray()));
            select.setArray(2, connection.createArrayOf("int8", indexes.toArray()));
            select.setArray(3, connection.createArrayOf("int8", tiles.toArray()));
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    add(nodes, rows);
                }
            }
        }
        return nodes;
    }

    private static void add(TileNodes nodes, ResultSet row) throws SQLException {
        byte[] bytes = row.getBytes(3);
        if (bytes == null) {
            return;
        }
        if (row.getInt(1) == 0) {
            nodes.addLeaves(bytes);
        } else {
            nodes.add(row.getInt(1), row.getLong(2), Hash.of(bytes));
        }
    }
}
