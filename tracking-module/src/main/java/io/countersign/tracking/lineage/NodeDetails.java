package io.countersign.tracking.lineage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.countersign.platform.actor.Actor;
import io.countersign.platform.actor.Reach;
import io.countersign.platform.actor.Role;
import io.countersign.platform.problem.ProblemException;
import io.countersign.tracking.LineageNode;
import io.countersign.tracking.control.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What is told of nodes, to somebody whose reach covers them. */
final class NodeDetails {
    private static final Set<Role> ROLES = EnumSet.allOf(Role.class);

    private final Connection connection;
    private final Actor actor;

    NodeDetails(Connection connection, Actor actor) {
        this.connection = connection;
        this.actor = actor;
    }

    /** What the product itself knows of a node. */
    private record Known(
            @Nullable String label,
            @Nullable String state,
            @Nullable String experiment) {
        static final Known NOTHING = new Known(null, null, null);
    }

    /** The node asked for, with its facets. */
    LineageGraph.NodeView asked(LineageNode node) throws SQLException {
        Known known = known(List.of(node)).getOrDefault(node, Known.NOTHING);
        Map<LineageNode, Known> told = told(List.of(node));
        boolean logged = node.kind() == LineageNode.Kind.DATASET && isLogged(node);
        if (known == Known.NOTHING && !told.containsKey(node) && !logged) {
            throw ProblemException.notFound("Nothing is known of the node " + node);
        }
        if (known.experiment() != null) {
            actor.requireOnExperiment(known.experiment(), ROLES);
        }
        if (node.kind() == LineageNode.Kind.MODEL_VERSION) {
            actor.requireOnModel(node.parts().get(0), ROLES);
        }
        return view(node, known, told.getOrDefault(node, Known.NOTHING), facets(node));
    }

    /** Those of the nodes that the actor's reach covers. */
    Map<LineageNode, LineageGraph.NodeView> visible(Collection<LineageNode> nodes) throws SQLException {
        Map<LineageNode, Known> known = known(nodes);
        Map<LineageNode, Known> told = told(nodes);
        Map<LineageNode, LineageGraph.NodeView> visible = new LinkedHashMap<>();
        for (LineageNode node : nodes) {
            Known mine = known.getOrDefault(node, Known.NOTHING);
            if (reached(node, mine)) {
                visible.put(node, view(node, mine, told.getOrDefault(node, Known.NOTHING), null));
            }
        }
        return visible;
    }

    private boolean reached(LineageNode node, Known known) {
        if (known.experiment() != null) {
            return covers(Reach.Kind.EXPERIMENT, known.experiment());
        }
        return node.kind() != LineageNode.Kind.MODEL_VERSION
                || covers(Reach.Kind.MODEL, node.parts().get(0));
    }

    private boolean covers(Reach.Kind kind, String name) {
        return actor.kind() == Actor.Kind.SYSTEM
                || actor.roles().stream().anyMatch(role -> actor.reach().covers(role, kind, name));
    }

    private static LineageGraph.NodeView view(
            LineageNode node, Known known, Known told, @Nullable Map<String, JsonNode> facets) {
        return new LineageGraph.NodeView(
                node.id(),
                node.kind().wireName(),
                told.label() == null ? known.label() : told.label(),
                known.state() == null ? told.state() : known.state(),
                known.experiment(),
                facets);
    }

    private Map<LineageNode, Known> known(Collection<LineageNode> nodes) throws SQLException {
        Map<LineageNode, Known> known = new HashMap<>();
        Sql.each(
                connection,
                "SELECT r.run_id, r.name, r.status, e.name FROM tracking.run r"
                        + " JOIN tracking.experiment e ON e.id = r.experiment WHERE r.run_id = ANY (?)",
                row -> known.put(
                        new LineageNode(LineageNode.Kind.RUN, List.of(row.getString(1))),
                        new Known(row.getString(2), row.getString(3), row.getString(4))),
                (Object) ids(nodes, LineageNode.Kind.RUN));
        Sql.each(
                connection,
                "SELECT l.model_id, l.name, l.status, e.name FROM tracking.logged_model l"
                        + " JOIN tracking.experiment e ON e.id = l.experiment WHERE l.model_id = ANY (?)",
                row -> known.put(
                        LineageNode.loggedModel(row.getString(1)),
                        new Known(row.getString(2), row.getString(3), row.getString(4))),
                (Object) ids(nodes, LineageNode.Kind.LOGGED_MODEL));
        return known;
    }

    private static String[] ids(Collection<LineageNode> nodes, LineageNode.Kind kind) {
        return nodes.stream()
                .filter(node -> node.kind() == kind)
                .map(node -> node.parts().get(0))
                .toArray(String[]::new);
    }

    private Map<LineageNode, Known> told(Collection<LineageNode> nodes) throws SQLException {
        Map<LineageNode, Known> told = new HashMap<>();
        Sql.each(
                connection,
                "SELECT node, label, state FROM tracking.lineage_node WHERE node = ANY (?)",
                row -> told.put(
                        LineageNode.parse(row.getString(1)), new Known(row.getString(2), row.getString(3), null)),
                (Object) nodes.stream().map(LineageNode::id).toArray(String[]::new));
        return told;
    }

    private boolean isLogged(LineageNode node) throws SQLException {
        return !Sql.list(
                        connection,
                        "SELECT 1 FROM tracking.dataset WHERE ? = 'mlflow' AND name || '@' || digest = ?"
                                + " AND name = regexp_replace(?, '@[^@]*$', '') LIMIT 1",
                        row -> row.getInt(1),
                        node.parts().get(0),
                        node.parts().get(1),
                        node.parts().get(1))
                .isEmpty();
    }

    private Map<String, JsonNode> facets(LineageNode node) throws SQLException {
        Map<String, JsonNode> facets = new TreeMap<>();
        Sql.each(
                connection,
                "SELECT f.name, f.value FROM tracking.lineage_facet f JOIN tracking.lineage_node n ON n.id = f.node"
                        + " WHERE n.node = ?",
                row -> facets.put(row.getString(1), json(row.getString(2))),
                node.id());
        return facets;
    }

    private static JsonNode json(String text) {
        try {
            return Facets.MAPPER.readTree(text);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a facet was stored as JSON", impossible);
        }
    }
}
