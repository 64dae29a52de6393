package io.countersign.tracking.lineage;

import com.fasterxml.jackson.databind.JsonNode;
import io.countersign.tracking.LineageNode;
import io.countersign.tracking.control.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What one event says, as nodes, edges and facets. */
final class EventGraph {
    private final OpenLineageEvent event;
    private final OffsetDateTime at;
    private final Set<LineageNode> nodes = new HashSet<>();
    private final Map<StoredGraph.Edge, @Nullable String> edges = new HashMap<>();
    private final Map<LineageNode, Map<String, JsonNode>> facets = new HashMap<>();
    private @Nullable LineageNode run;

    EventGraph(OpenLineageEvent event) {
        this.event = event;
        this.at = event.at().atOffset(ZoneOffset.UTC);
        OpenLineageEvent.Thing job = event.job();
        if (job != null) {
            describe(job.node(), job.facets());
        }
        OpenLineageEvent.Thing dataset = event.dataset();
        if (dataset != null) {
            describe(dataset.node(), dataset.facets());
        }
        event.inputs().forEach(use -> describe(use.dataset(), use.facets()));
        event.outputs().forEach(use -> describe(use.dataset(), use.facets()));
        if (job != null) {
            event.inputs().forEach(use -> edge(use.dataset(), job.node()));
            event.outputs().forEach(use -> edge(job.node(), use.dataset()));
        }
    }

    /** The run goes by that node. */
    void run(OpenLineageEvent.JobRun told, LineageNode node) {
        run = node;
        describe(node, told.facets());
        OpenLineageEvent.Thing job = event.job();
        if (job != null) {
            edge(job.node(), node);
        }
        event.inputs()
                .forEach(use -> edges.put(new StoredGraph.Edge(use.dataset(), node), Facets.together(use.ofUse())));
        event.outputs()
                .forEach(use -> edges.put(new StoredGraph.Edge(node, use.dataset()), Facets.together(use.ofUse())));
    }

    void edge(LineageNode from, LineageNode to) {
        edges.put(new StoredGraph.Edge(from, to), null);
        nodes.add(from);
        nodes.add(to);
    }

    private void describe(LineageNode node, Map<String, JsonNode> told) {
        nodes.add(node);
        facets.computeIfAbsent(node, fresh -> new HashMap<>()).putAll(told);
    }

    void store(Connection connection) throws SQLException {
        Map<LineageNode, Long> numbers = StoredGraph.nodes(connection, nodes);
        StoredGraph.edges(connection, edges);
        storeFacets(connection, numbers);
        OpenLineageEvent.JobRun told = event.run();
        if (run != null && told != null && told.state() != null) {
            Sql.update(
                    connection,
                    "UPDATE tracking.lineage_node SET state = ?, state_at = ?"
                            + " WHERE id = ? AND (state_at IS NULL OR state_at <= ?)",
                    told.state().name(),
                    at,
                    numbers.get(run),
                    at);
        }
    }

    private void storeFacets(Connection connection, Map<LineageNode, Long> numbers) throws SQLException {
        List<Long> owners = new ArrayList<>();
        List<String> names = new ArrayList<>();
        List<@Nullable String> values = new ArrayList<>();
        Map<Long, Map<String, JsonNode>> sorted = new TreeMap<>();
        facets.forEach((node, told) -> sorted.put(numbers.getOrDefault(node, 0L), new TreeMap<>(told)));
        sorted.forEach((owner, told) -> told.forEach((name, facet) -> {
            owners.add(owner);
            names.add(name);
            values.add(Facets.isDeletion(facet) ? null : Facets.text(facet));
        }));
        if (owners.isEmpty()) {
            return;
        }
        Long[] owner = owners.toArray(Long[]::new);
        String[] name = names.toArray(String[]::new);
        @Nullable String[] value = values.toArray(String[]::new);
        String told = " FROM unnest(?::bigint[], ?::text[], ?::text[]) AS told (node, name, value)";
        Sql.update(
                connection,
                "INSERT INTO tracking.lineage_facet (node, name, value, event_at, producer)"
                        + " SELECT node, name, value, ?, ?" + told + " WHERE value IS NOT NULL ORDER BY node, name"
                        + " ON CONFLICT (node, name) DO UPDATE SET value = excluded.value,"
                        + " event_at = excluded.event_at, producer = excluded.producer"
                        + " WHERE lineage_facet.event_at <= excluded.event_at",
                at,
                event.producer(),
                owner,
                name,
                value);
        Sql.update(
                connection,
                "DELETE FROM tracking.lineage_facet f USING (SELECT *" + told + ") AS gone WHERE gone.value IS NULL"
                        + " AND f.node = gone.node AND f.name = gone.name AND f.event_at <= ?",
                owner,
                name,
                value,
                at);
    }
}
