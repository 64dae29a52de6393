package io.countersign.tracking.lineage;

import io.countersign.tracking.LineageNode;
import io.countersign.tracking.control.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Nodes and edges that were told, in the order of their ids, so that two tellers never wait in a circle. */
final class StoredGraph {
    private StoredGraph() {}

    /** From one node to the next. */
    record Edge(LineageNode from, LineageNode to) {}

    /** Makes those that are missing. @return the number of each */
    static Map<LineageNode, Long> nodes(Connection connection, Collection<LineageNode> nodes) throws SQLException {
        Map<String, LineageNode> sorted = new TreeMap<>();
        nodes.forEach(node -> sorted.put(node.id(), node));
        String[] ids = sorted.keySet().toArray(String[]::new);
        Sql.update(
                connection,
                "INSERT INTO tracking.lineage_node (node) SELECT id FROM unnest(?::text[]) AS told (id)"
                        + " WHERE NOT EXISTS (SELECT FROM tracking.lineage_node n WHERE n.node = told.id)"
                        + " ORDER BY id ON CONFLICT DO NOTHING",
                (Object) ids);
        Map<LineageNode, Long> numbers = new HashMap<>();
        Sql.each(
                connection,
                "SELECT node, id FROM tracking.lineage_node WHERE node = ANY (?)",
                row -> numbers.put(LineageNode.parse(row.getString(1)), row.getLong(2)),
                (Object) ids);
        return numbers;
    }

    /** Makes those that are missing; a null beside an edge leaves the facets that it has. */
    static void edges(Connection connection, Map<Edge, @Nullable String> edges) throws SQLException {
        TreeSet<LineageNode> ends = new TreeSet<>(Comparator.comparing(LineageNode::id));
        edges.keySet().forEach(edge -> {
            ends.add(edge.from());
            ends.add(edge.to());
        });
        Map<LineageNode, Long> numbers = nodes(connection, ends);
        int n = edges.size();
        Long[] sources = new Long[n];
        Long[] targets = new Long[n];
        @Nullable String[] facets = new String[n];
        int i = 0;
        for (Map.Entry<Edge, @Nullable String> edge : edges.entrySet()) {
            sources[i] = numbers.get(edge.getKey().from());
            targets[i] = numbers.get(edge.getKey().to());
            facets[i++] = edge.getValue();
        }
        Sql.update(
                connection,
                "INSERT INTO tracking.lineage_edge (source, target, facets)"
                        + " SELECT * FROM unnest(?::bigint[], ?::bigint[], ?::text[]) AS told (source, target, facets)"
                        + " WHERE source <> target ORDER BY source, target ON CONFLICT (source, target) DO UPDATE"
                        + " SET last_seen = now(), facets = coalesce(excluded.facets, lineage_edge.facets)",
                sources,
                targets,
                facets);
    }
}
