package io.countersign.tracking.lineage;

import com.fasterxml.jackson.databind.JsonNode;
import io.countersign.platform.actor.Actor;
import io.countersign.platform.problem.ProblemException;
import io.countersign.tracking.LineageNode;
import io.countersign.tracking.control.Sql;
import io.countersign.tracking.control.TrackingDatabase;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the graph from a node on. What is out of the actor's reach is absent, and so is what lies behind it. */
@Dependent
@Transactional
public class LineageGraph {
    /** Nodes in one answer; a graph that has more is cut off and says so. */
    static final int MAX_NODES = 1_000;

    private final TrackingDatabase database;

    @Inject
    public LineageGraph(TrackingDatabase database) {
        this.database = database;
    }

    /** Which way to go. */
    public enum Direction {
        UPSTREAM,
        DOWNSTREAM,
        BOTH
    }

    /** A part of the graph. @param truncated there is more than an answer may hold */
    public record View(String root, List<NodeView> nodes, List<EdgeView> edges, boolean truncated) {}

    /**
     * A node.
     *
     * @param label how people should see it, absent when its id says all
     * @param state of a run: of a job's run what the last event said, of a tracked run its status
     * @param experiment of a tracked run or logged model
     * @param facets as given; of the node asked for only
     */
    public record NodeView(
            String id,
            String kind,
            @Nullable String label,
            @Nullable String state,
            @Nullable String experiment,
            @Nullable Map<String, JsonNode> facets) {}

    /** An edge, in the direction in which data flows. */
    public record EdgeView(String from, String to) {}

    /**
     * @param depth steps from the node at most
     * @throws ProblemException (not found) for a node that nobody knows, (forbidden) for one out of reach
     */
    public View from(Actor actor, LineageNode root, Direction direction, int depth) {
        return database.sql(connection -> {
            Walk walk = new Walk(connection, new NodeDetails(connection, actor));
            walk.begin(root);
            if (direction != Direction.DOWNSTREAM) {
                walk.go(root, depth, true);
            }
            if (direction != Direction.UPSTREAM) {
                walk.go(root, depth, false);
            }
            return walk.view(root);
        });
    }

    private static final class Walk {
        private final Connection connection;
        private final NodeDetails details;
        private final RunEdges runEdges;
        private final Map<LineageNode, NodeView> seen = new LinkedHashMap<>();
        private final Set<StoredGraph.Edge> edges = new LinkedHashSet<>();
        private boolean truncated;

        Walk(Connection connection, NodeDetails details) {
            this.connection = connection;
            this.details = details;
            this.runEdges = new RunEdges(connection, MAX_NODES + 1);
        }

        void begin(LineageNode root) throws SQLException {
            seen.put(root, details.asked(root));
        }

        void go(LineageNode root, int depth, boolean up) throws SQLException {
            Set<LineageNode> walked = new LinkedHashSet<>(Set.of(root));
            Set<LineageNode> frontier = Set.of(root);
            for (int step = 0; step < depth && !frontier.isEmpty(); step++) {
                List<StoredGraph.Edge> found = new ArrayList<>(stored(frontier, up));
                found.addAll(up ? runEdges.above(frontier) : runEdges.below(frontier));
                Set<LineageNode> next = new LinkedHashSet<>();
                found.forEach(edge -> next.add(up ? edge.from() : edge.to()));
                next.removeAll(walked);
                admit(next);
                next.retainAll(seen.keySet());
                walked.addAll(next);
                found.stream()
                        .filter(edge -> seen.containsKey(edge.from()) && seen.containsKey(edge.to()))
                        .forEach(edges::add);
                frontier = next;
            }
        }

        private void admit(Set<LineageNode> candidates) throws SQLException {
            List<LineageNode> fresh = candidates.stream()
                    .filter(node -> !seen.containsKey(node))
                    .limit(Math.max(0, MAX_NODES - seen.size()) + 1L)
                    .toList();
            for (Map.Entry<LineageNode, NodeView> visible :
                    details.visible(fresh).entrySet()) {
                if (seen.size() >= MAX_NODES) {
                    truncated = true;
                    return;
                }
                seen.put(visible.getKey(), visible.getValue());
            }
        }

        private List<StoredGraph.Edge> stored(Collection<LineageNode> frontier, boolean up) throws SQLException {
            String near = up ? "target" : "source";
            String far = up ? "source" : "target";
            return Sql.list(
                    connection,
                    "SELECT f.node, t.node FROM tracking.lineage_node n"
                            + " JOIN tracking.lineage_edge e ON e." + near + " = n.id"
                            + " JOIN tracking.lineage_node f ON f.id = e.source"
                            + " JOIN tracking.lineage_node t ON t.id = e.target"
                            + " WHERE n.node = ANY (?) ORDER BY e.last_seen DESC, e." + far + " LIMIT ?",
                    row -> new StoredGraph.Edge(
                            LineageNode.parse(row.getString(1)), LineageNode.parse(row.getString(2))),
                    frontier.stream().map(LineageNode::id).toArray(String[]::new),
                    MAX_NODES + 1);
        }

        View view(LineageNode root) {
            return new View(
                    root.id(),
                    List.copyOf(seen.values()),
                    edges.stream()
                            .map(edge ->
                                    new EdgeView(edge.from().id(), edge.to().id()))
                            .toList(),
                    truncated);
        }
    }
}
