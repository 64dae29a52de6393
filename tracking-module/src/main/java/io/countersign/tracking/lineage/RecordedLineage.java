package io.countersign.tracking.lineage;

import io.countersign.tracking.Lineage;
import io.countersign.tracking.LineageNode;
import io.countersign.tracking.control.Sql;
import io.countersign.tracking.control.TrackingDatabase;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The facade for other modules, on the stored graph. */
@Dependent
@Transactional(Transactional.TxType.MANDATORY)
public class RecordedLineage implements Lineage {
    private final TrackingDatabase database;

    @Inject
    public RecordedLineage(TrackingDatabase database) {
        this.database = database;
    }

    @Override
    public void link(LineageNode from, LineageNode to) {
        Map<StoredGraph.Edge, @Nullable String> edge = new HashMap<>();
        edge.put(new StoredGraph.Edge(from, to), null);
        database.sql(connection -> {
            StoredGraph.edges(connection, edge);
            return edge;
        });
    }

    @Override
    public void describe(LineageNode node, String label) {
        database.sql(connection -> {
            long id = number(connection, node);
            return Sql.update(connection, "UPDATE tracking.lineage_node SET label = ? WHERE id = ?", label, id);
        });
    }

    @Override
    public void renamed(LineageNode was, LineageNode is) {
        database.sql(connection -> {
            boolean unknown = Sql.list(
                            connection,
                            "SELECT 1 FROM tracking.lineage_node WHERE node = ?",
                            row -> row.getInt(1),
                            was.id())
                    .isEmpty();
            if (!unknown && !was.equals(is)) {
                join(connection, was, is);
            }
            return is;
        });
    }

    private static void join(Connection connection, LineageNode was, LineageNode is) throws SQLException {
        Map<LineageNode, Long> numbers = StoredGraph.nodes(connection, List.of(was, is));
        Long from = numbers.get(was);
        Long to = numbers.get(is);
        Sql.update(
                connection,
                "INSERT INTO tracking.lineage_edge (source, target, first_seen, last_seen, facets)"
                        + " SELECT * FROM (SELECT CASE source WHEN ? THEN ? ELSE source END AS source,"
                        + " CASE target WHEN ? THEN ? ELSE target END AS target, first_seen, last_seen, facets"
                        + " FROM tracking.lineage_edge WHERE source = ? OR target = ?) AS moved"
                        + " WHERE source <> target ORDER BY source, target ON CONFLICT DO NOTHING",
                from,
                to,
                from,
                to,
                from,
                from);
        Sql.update(connection, "DELETE FROM tracking.lineage_edge WHERE source = ? OR target = ?", from, from);
        Sql.update(
                connection,
                "INSERT INTO tracking.lineage_facet (node, name, value, event_at, producer)"
                        + " SELECT ?, name, value, event_at, producer FROM tracking.lineage_facet WHERE node = ?"
                        + " ORDER BY name ON CONFLICT DO NOTHING",
                to,
                from);
        Sql.update(connection, "DELETE FROM tracking.lineage_facet WHERE node = ?", from);
        Sql.update(
                connection,
                "UPDATE tracking.lineage_node SET label = coalesce(label, (SELECT label FROM tracking.lineage_node"
                        + " WHERE id = ?)) WHERE id = ?",
                from,
                to);
        Sql.update(connection, "DELETE FROM tracking.lineage_node WHERE id = ?", from);
    }

    private static long number(Connection connection, LineageNode node) throws SQLException {
        return StoredGraph.nodes(connection, List.of(node)).values().iterator().next();
    }
}
