package io.countersign.tracking.lineage;

import com.fasterxml.jackson.databind.JsonNode;
import io.countersign.platform.actor.Actor;
import io.countersign.platform.actor.Role;
import io.countersign.tracking.LineageNode;
import io.countersign.tracking.RunId;
import io.countersign.tracking.control.Sql;
import io.countersign.tracking.control.TrackingDatabase;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Takes in OpenLineage events: volume that orchestrators tell, and so no entry of the ledger for each. An event that comes
 * again changes nothing; one that comes late does not overwrite what a later one told.
 */
@Dependent
@Transactional
public class LineageEvents {
    private static final Set<Role> ROLES = EnumSet.allOf(Role.class);

    private final TrackingDatabase database;

    @Inject
    public LineageEvents(TrackingDatabase database) {
        this.database = database;
    }

    /** How many events were new, and how many were known already. */
    public record Taken(int recorded, int known) {}

    /**
     * All of them or none.
     *
     * @throws io.countersign.platform.problem.ProblemException (invalid) for what the standard's schema refuses, (forbidden)
     *     when a tracked run that an event names is out of the actor's reach
     */
    public Taken record(Actor actor, List<JsonNode> events) {
        List<OpenLineageEvent> parsed = events.stream().map(EventParser::parse).toList();
        int recorded = database.sql(connection -> {
            int fresh = 0;
            for (int i = 0; i < parsed.size(); i++) {
                if (keep(connection, actor, parsed.get(i), events.get(i))) {
                    spread(connection, actor, parsed.get(i));
                    fresh++;
                }
            }
            return fresh;
        });
        return new Taken(recorded, events.size() - recorded);
    }

    private static boolean keep(Connection connection, Actor actor, OpenLineageEvent event, JsonNode body)
            throws SQLException {
        String text = Facets.write(body);
        byte[] digest = Facets.sha256(text.getBytes(StandardCharsets.UTF_8));
        return Sql.update(
                        connection,
                        "INSERT INTO tracking.lineage_event (digest, kind, event_at, producer, body, received_by)"
                                + " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                        digest,
                        event.kind().name(),
                        event.at().atOffset(ZoneOffset.UTC),
                        event.producer(),
                        text,
                        actor.responsibleSubject())
                == 1;
    }

    private static void spread(Connection connection, Actor actor, OpenLineageEvent event) throws SQLException {
        EventGraph graph = new EventGraph(event);
        OpenLineageEvent.JobRun run = event.run();
        if (run != null) {
            LineageNode node = runNode(connection, actor, run.id().toString());
            graph.run(run, node);
            run.namedRun()
                    .flatMap(named -> tracked(connection, actor, named))
                    .ifPresent(named -> graph.edge(node, named));
            run.parent().ifPresent(parent -> {
                LineageNode above = runNode(connection, actor, parent.run().toString());
                graph.edge(parent.job(), above);
                graph.edge(above, node);
            });
        }
        graph.store(connection);
    }

    /** The tracked run whose id that UUID is, else a run of the job. */
    private static LineageNode runNode(Connection connection, Actor actor, String uuid) {
        return tracked(connection, actor, uuid.replace("-", ""))
                .orElseGet(() -> LineageNode.jobRun(java.util.UUID.fromString(uuid)));
    }

    private static Optional<LineageNode> tracked(Connection connection, Actor actor, String runId) {
        try {
            Optional<String> experiment = Sql.first(
                    connection,
                    "SELECT e.name FROM tracking.run r JOIN tracking.experiment e ON e.id = r.experiment"
                            + " WHERE r.run_id = ?",
                    row -> row.getString(1),
                    runId);
            experiment.ifPresent(name -> actor.requireOnExperiment(name, ROLES));
            return experiment.map(name -> LineageNode.run(new RunId(runId)));
        } catch (SQLException failed) {
            throw new IllegalStateException("cannot look for the run " + runId, failed);
        }
    }
}
