package io.countersign.tracking.control;

import io.countersign.platform.actor.Role;
import io.countersign.tracking.entity.Lifecycle;
import io.countersign.tracking.entity.Run;
import io.countersign.tracking.entity.RunInfo;
import io.countersign.tracking.entity.RunStatus;
import io.countersign.tracking.entity.Tag;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.UUID;
import java.util.stream.Collectors;

/** A run that begins, written with its tags by one statement. */
final class NewRun {
    private static final String INSERT = """
            WITH made AS (
                INSERT INTO tracking.run (run_id, experiment, name, user_id, status, lifecycle, start_time, artifact_uri,
                                          started_by, started_by_name, started_kind, started_roles, dirty)
                SELECT ?, e.id, ?, ?, 'RUNNING', 'ACTIVE', ?, e.artifact_location || '/' || ? || '/artifacts',
                       ?, ?, ?, ?, TRUE
                FROM tracking.experiment e
                WHERE e.id = ? AND e.lifecycle = 'ACTIVE'
                RETURNING id, artifact_uri
            ), tagged AS (
                INSERT INTO tracking.tag (run, key, value)
                SELECT made.id, t.key, t.value FROM made, unnest(?::text[], ?::text[]) AS t (key, value)
            )
            SELECT id, artifact_uri FROM made
            """;

    private final String runId = UUID.randomUUID().toString().replace("-", "");
    private final long experiment;
    private final String name;
    private final Runs.Start start;
    private final Run.Starter starter;
    private final SortedMap<String, String> tags;

    NewRun(long experiment, String name, Runs.Start start, Run.Starter starter) {
        this.experiment = experiment;
        this.name = name;
        this.start = start;
        this.starter = starter;
        List<Tag> all = new ArrayList<>(start.tags());
        all.add(new Tag(Tag.RUN_NAME, name));
        this.tags = Tags.sorted(all);
    }

    /** Sorted by key. */
    List<Tag> tags() {
        return tags.entrySet().stream()
                .map(tag -> new Tag(tag.getKey(), tag.getValue()))
                .toList();
    }

    /** Empty when there is no such experiment, or it is deleted. */
    Optional<RunInfo> insert(Connection connection) throws SQLException {
        return Sql.first(
                connection,
                INSERT,
                this::info,
                runId,
                name,
                start.userId(),
                start.startTime(),
                runId,
                starter.subject(),
                starter.name(),
                starter.kind().name(),
                starter.roles().stream().map(Role::wireName).sorted().collect(Collectors.joining(",")),
                experiment,
                tags.keySet().toArray(String[]::new),
                tags.values().toArray(String[]::new));
    }

    private RunInfo info(ResultSet row) throws SQLException {
        return new RunInfo(
                row.getLong(1),
                runId,
                experiment,
                name,
                start.userId(),
                RunStatus.RUNNING,
                Lifecycle.ACTIVE,
                start.startTime(),
                null,
                row.getString(2));
    }
}
