package io.countersign.tracking.retention;

import io.countersign.audit.AuditEvent;
import io.countersign.audit.AuditLog;
import io.countersign.audit.EntryId;
import io.countersign.audit.Subject;
import io.countersign.platform.actor.Actor;
import io.countersign.platform.actor.Role;
import io.countersign.platform.id.Ids;
import io.countersign.platform.paging.Page;
import io.countersign.platform.paging.PageToken;
import io.countersign.platform.problem.ProblemException;
import io.countersign.tracking.RunId;
import io.countersign.tracking.control.ExperimentAccess;
import io.countersign.tracking.control.Sql;
import io.countersign.tracking.control.SqlText;
import io.countersign.tracking.control.TrackingDatabase;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Orders purges, after a dry run, and tells how far they are. {@link Purging} carries them out. */
@Dependent
@Transactional
public class PurgeOrders {
    private static final int MOST = 10_000;

    private static final String SELECT =
            "SELECT p.id, p.ordered_by, p.ordered_by_name, p.ordered_at, p.reason, p.entry,"
                    + " count(i.run_id), count(*) FILTER (WHERE i.state = 'PURGED'),"
                    + " count(*) FILTER (WHERE i.state = 'WAITING'), coalesce(bool_or(i.points_left), FALSE),"
                    + " (SELECT count(*) FROM tracking.orphan_blob b JOIN tracking.purge_item k ON k.purge = p.id"
                    + " AND starts_with(b.blob, k.blob_prefix))"
                    + " FROM tracking.purge p JOIN tracking.purge_item i ON i.purge = p.id ";

    private final TrackingDatabase database;
    private final AuditLog audit;
    private final RunUses uses;

    @Inject
    public PurgeOrders(TrackingDatabase database, AuditLog audit, RunUses uses) {
        this.database = database;
        this.audit = audit;
        this.uses = uses;
    }

    /** A deleted run, what destroying it would remove, and what keeps it. */
    public record Candidate(
            String runId,
            String name,
            String experiment,
            @Nullable Instant deletedAt,
            long files,
            long artifactBytes,
            long metricPoints,
            List<String> obstacles) {}

    /** A run that a purge left, and why. */
    public record Kept(String runId, String why) {}

    /** A purge and how far it is. */
    public record Purge(
            UUID id,
            String state,
            Person orderedBy,
            Instant orderedAt,
            String reason,
            long total,
            long purged,
            List<Kept> kept,
            long waiting,
            boolean pointsLeft,
            long blobsLeft,
            UUID ledgerEntry) {}

    /** The dry run: deleted runs, those deleted first first. Changes nothing. */
    public Page<Candidate> candidates(
            Actor actor, @Nullable String experiment, @Nullable Instant before, PageToken from, int size) {
        Person.requireReader(actor);
        return database.sql(connection -> {
            SqlText sql = new SqlText()
                    .add("SELECT r.run_id, r.name, e.name, r.deleted_at, tracking.is_held(r.id),"
                            + " (SELECT count(*) FROM tracking.artifact a WHERE a.run = r.id),"
                            + " (SELECT coalesce(sum(a.size_bytes), 0) FROM tracking.artifact a WHERE a.run = r.id),"
                            + " (SELECT count(*) FROM tracking.metric_point m WHERE m.run = r.id)"
                            + " FROM tracking.run r JOIN tracking.experiment e ON e.id = r.experiment"
                            + " WHERE r.lifecycle = 'DELETED' AND ")
                    .add(ExperimentAccess.readable(actor, "e.name"));
            if (experiment != null) {
                sql.add(" AND e.id::text = ?", experiment);
            }
            if (before != null) {
                sql.add(" AND (r.deleted_at IS NULL OR r.deleted_at < ?)", before.atOffset(ZoneOffset.UTC));
            }
            sql.add(" ORDER BY r.deleted_at NULLS FIRST, r.id LIMIT ? OFFSET ?", size + 1, from.offset());
            List<Candidate> found = Sql.list(connection, sql.text(), PurgeOrders::candidate, sql.arguments());
            return Page.of(withUses(found), from, size);
        });
    }

    private List<Candidate> withUses(List<Candidate> found) {
        Map<RunId, List<String>> standing = uses.standingOn(
                found.stream().map(run -> new RunId(run.runId())).toList());
        return found.stream()
                .map(run -> {
                    List<String> obstacles = new ArrayList<>(run.obstacles());
                    obstacles.addAll(standing.getOrDefault(new RunId(run.runId()), List.of()));
                    return new Candidate(
                            run.runId(),
                            run.name(),
                            run.experiment(),
                            run.deletedAt(),
                            run.files(),
                            run.artifactBytes(),
                            run.metricPoints(),
                            obstacles);
                })
                .toList();
    }

    private static Candidate candidate(ResultSet row) throws SQLException {
        OffsetDateTime deleted = row.getObject(4, OffsetDateTime.class);
        return new Candidate(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                deleted == null ? null : deleted.toInstant(),
                row.getLong(6),
                row.getLong(7),
                row.getLong(8),
                row.getBoolean(5) ? List.of(Purging.HELD) : List.of());
    }

    /**
     * Orders a purge of these runs; one ledger entry tells of it, and one more of each run when it is decided.
     *
     * @throws ProblemException (forbidden) for anybody but an administrator who reaches all of them, (invalid) for no runs or
     *     too many
     */
    public Purge order(Actor actor, List<String> runIds, String reason) {
        Person.requireAdministrator(actor);
        TreeSet<String> runs = new TreeSet<>(runIds);
        if (runs.isEmpty() || runs.size() > MOST) {
            throw ProblemException.invalid("A purge names 1 to " + MOST + " runs");
        }
        runs.forEach(PurgeOrders::requireId);
        String[] asked = runs.toArray(String[]::new);
        List<String> experiments = database.sql(connection -> Sql.list(
                connection,
                "SELECT DISTINCT e.name FROM tracking.run r JOIN tracking.experiment e ON e.id = r.experiment"
                        + " WHERE r.run_id = ANY (?)",
                row -> row.getString(1),
                (Object) asked));
        experiments.forEach(experiment -> actor.requireOnExperiment(experiment, EnumSet.of(Role.ADMIN)));
        UUID id = Ids.next();
        EntryId entry = audit.append(
                actor,
                AuditEvent.of("purge.ordered", new Subject("purge", id.toString()))
                        .fact("runs", runs.size())
                        .fact("runsSha256", sha256(String.join("\n", runs)))
                        .disclose("reason", Person.reason(reason))
                        .build());
        return database.sql(connection -> {
            Sql.update(
                    connection,
                    "INSERT INTO tracking.purge (id, ordered_by, ordered_by_name, reason, entry) VALUES (?, ?, ?, ?, ?)",
                    id,
                    actor.responsibleSubject(),
                    actor.displayName(),
                    reason,
                    entry.value());
            Sql.update(
                    connection,
                    "INSERT INTO tracking.purge_item (purge, run_id) SELECT ?, unnest(?::text[])",
                    id,
                    asked);
            return read(connection, id);
        });
    }

    /** @throws ProblemException (not found) for an unknown purge */
    public Purge get(Actor actor, UUID id) {
        Person.requireReader(actor);
        return database.sql(connection -> read(connection, id));
    }

    /** Newest first. */
    public Page<Purge> list(Actor actor, PageToken from, int size) {
        Person.requireReader(actor);
        return database.sql(connection -> {
            List<UUID> ids = Sql.list(
                    connection,
                    "SELECT id FROM tracking.purge ORDER BY id DESC LIMIT ? OFFSET ?",
                    row -> row.getObject(1, UUID.class),
                    size + 1,
                    from.offset());
            List<Purge> purges = new ArrayList<>();
            for (UUID id : ids) {
                purges.add(read(connection, id));
            }
            return Page.of(purges, from, size);
        });
    }

    private static Purge read(Connection connection, UUID id) throws SQLException {
        List<Kept> kept = Sql.list(
                connection,
                "SELECT run_id, why FROM tracking.purge_item WHERE purge = ? AND state = 'KEPT' ORDER BY run_id",
                row -> new Kept(row.getString(1), row.getString(2)),
                id);
        return Sql.first(connection, SELECT + "WHERE p.id = ? GROUP BY p.id", row -> purge(row, kept), id)
                .orElseThrow(() -> ProblemException.notFound("There is no purge " + id));
    }

    private static Purge purge(ResultSet row, List<Kept> kept) throws SQLException {
        boolean done = row.getLong(9) == 0 && !row.getBoolean(10) && row.getLong(11) == 0;
        return new Purge(
                row.getObject(1, UUID.class),
                done ? "done" : "running",
                new Person(row.getString(2), row.getString(3)),
                row.getObject(4, OffsetDateTime.class).toInstant(),
                row.getString(5),
                row.getLong(7),
                row.getLong(8),
                kept,
                row.getLong(9),
                row.getBoolean(10),
                row.getLong(11),
                row.getObject(6, UUID.class));
    }

    private static void requireId(String runId) {
        try {
            new RunId(runId);
        } catch (IllegalArgumentException noId) {
            throw ProblemException.invalid("Not the id of a run: " + runId);
        }
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
