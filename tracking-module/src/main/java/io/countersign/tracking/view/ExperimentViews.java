package io.countersign.tracking.view;

import io.countersign.platform.actor.Actor;
import io.countersign.platform.mlflow.MlflowException;
import io.countersign.platform.paging.Page;
import io.countersign.platform.paging.PageToken;
import io.countersign.tracking.control.ExperimentAccess;
import io.countersign.tracking.control.Sql;
import io.countersign.tracking.control.SqlText;
import io.countersign.tracking.control.TrackingDatabase;
import io.countersign.tracking.entity.Lifecycle;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Reads experiments for people. */
@Dependent
@Transactional
public class ExperimentViews {
    private static final String SELECT = "SELECT e.id, e.name, e.lifecycle, e.creation_time, e.last_update_time,"
            + " e.artifact_location,"
            + " (SELECT count(*) FROM tracking.run r WHERE r.experiment = e.id AND r.lifecycle = 'ACTIVE')"
            + " FROM tracking.experiment e WHERE ";

    private final TrackingDatabase database;

    @Inject
    public ExperimentViews(TrackingDatabase database) {
        this.database = database;
    }

    /** An experiment as the own API shows it. */
    record View(
            String id,
            String name,
            String lifecycle,
            Instant createdAt,
            Instant updatedAt,
            String artifactLocation,
            Map<String, String> tags,
            long activeRuns) {}

    /** Newest first; those out of the actor's reach are absent. @param name part of the name, empty for all */
    Page<View> list(Actor actor, Set<Lifecycle> lifecycles, String name, PageToken from, int size) {
        return database.sql(connection -> {
            SqlText sql = new SqlText()
                    .add(SELECT)
                    .add("e.lifecycle = ANY (?)", (Object)
                            lifecycles.stream().map(Enum::name).toArray(String[]::new))
                    .add(" AND position(lower(?) IN lower(e.name)) > 0 AND ", name)
                    .add(ExperimentAccess.readable(actor, "e.name"))
                    .add(" ORDER BY e.creation_time DESC, e.id DESC LIMIT ? OFFSET ?", size + 1, from.offset());
            return Page.of(read(connection, sql), from, size);
        });
    }

    /** @throws MlflowException when there is none with that id */
    View get(Actor actor, String id) {
        List<View> found = id.matches("\\d{1,18}")
                ? database.sql(
                        connection -> read(connection, new SqlText().add(SELECT).add("e.id = ?", Long.valueOf(id))))
                : List.of();
        if (found.isEmpty()) {
            throw MlflowException.notFound("There is no experiment " + id);
        }
        ExperimentAccess.requireRead(actor, found.get(0).name());
        return found.get(0);
    }

    private static List<View> read(Connection connection, SqlText sql) throws SQLException {
        List<View> bare = Sql.list(
                connection,
                sql.text(),
                row -> new View(
                        Long.toString(row.getLong(1)),
                        row.getString(2),
                        row.getString(3).toLowerCase(Locale.ROOT),
                        Instant.ofEpochMilli(row.getLong(4)),
                        Instant.ofEpochMilli(row.getLong(5)),
                        row.getString(6),
                        new TreeMap<>(),
                        row.getLong(7)),
                sql.arguments());
        Map<String, View> byId = new TreeMap<>();
        bare.forEach(view -> byId.put(view.id(), view));
        Sql.each(
                connection,
                "SELECT experiment, key, value FROM tracking.experiment_tag WHERE experiment = ANY (?)",
                row -> tags(byId, Long.toString(row.getLong(1))).put(row.getString(2), row.getString(3)),
                (Object) bare.stream()
                        .mapToLong(view -> Long.parseLong(view.id()))
                        .toArray());
        return bare;
    }

    private static Map<String, String> tags(Map<String, View> byId, String experiment) {
        View view = byId.get(experiment);
        return view == null ? new TreeMap<>() : view.tags();
    }
}
