package io.countersign.ledger.control;

import io.countersign.verifier.Hash;
import io.countersign.verifier.TreeNodes;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Reads the stored nodes of the tree: those that a computation needs, in one statement. */
final class StoredTree {
    private record Place(int level, long index) {}

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
        Set<Place> wanted = new LinkedHashSet<>();
        Hash nothing = Hash.sha256();
        T unused = computation.apply((level, index) -> {
            wanted.add(new Place(level, index));
            return nothing;
        });
        Map<Place, Hash> found = read(wanted);
        for (Place place : wanted) {
            if (!found.containsKey(place)) {
                throw new SQLException("the stored tree has no node " + place.index() + " of level " + place.level());
            }
        }
        return computation.apply((level, index) -> found.getOrDefault(new Place(level, index), nothing));
    }

    private Map<Place, Hash> read(Set<Place> wanted) throws SQLException {
        Map<Place, Hash> found = new HashMap<>();
        if (wanted.isEmpty()) {
            return found;
        }
        List<Object> levels = new ArrayList<>();
        List<Object> indexes = new ArrayList<>();
        for (Place place : wanted) {
            levels.add(place.level());
            indexes.add(place.index());
        }
        try (PreparedStatement select = connection.prepareStatement("""
                SELECT w.level, w.node_index, coalesce(n.hash, l.leaf_hash)
                FROM unnest(?::int[], ?::bigint[]) AS w (level, node_index)
                LEFT JOIN ledger.node n ON n.level = w.level AND n.node_index = w.node_index
                LEFT JOIN ledger.leaf l ON w.level = 0 AND l.leaf_index = w.node_index
                """)) {
            select.setArray(1, connection.createArrayOf("int4", levels.toArray()));
            select.setArray(2, connection.createArrayOf("int8", indexes.toArray()));
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    byte[] hash = rows.getBytes(3);
                    if (hash != null) {
                        found.put(new Place(rows.getInt(1), rows.getLong(2)), Hash.of(hash));
                    }
                }
            }
        }
        return found;
    }
}
