package io.countersign.tracking.retention;

import io.countersign.audit.AuditEvent;
import io.countersign.audit.AuditLog;
import io.countersign.audit.EntryId;
import io.countersign.audit.Subject;
import io.countersign.platform.actor.Actor;
import io.countersign.tracking.RunId;
import io.countersign.tracking.control.Sql;
import io.countersign.tracking.control.TrackingDatabase;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Carries purges out, a small transaction at a time, so that it may stop anywhere and go on later, on this node or another.
 * A run is wholly there or wholly gone; what it leaves (points, bytes) is invisible and removed afterwards.
 */
@Dependent
@Transactional
public class Purging {
    static final String HELD = "It is under a legal hold";

    /** So many points in one transaction: a long one would keep the ledger's sequencer waiting. */
    private static final int POINTS = 20_000;

    private final TrackingDatabase database;
    private final AuditLog audit;
    private final RunUses uses;

    @Inject
    public Purging(TrackingDatabase database, AuditLog audit, RunUses uses) {
        this.database = database;
        this.audit = audit;
        this.uses = uses;
    }

    private record Item(UUID purge, String runId, UUID order) {}

    private record Doomed(
            long id,
            boolean deleted,
            boolean held,
            @Nullable String seal,
            long files,
            long bytes) {}

    /** Decides the next run of any purge, and destroys it if nothing keeps it. @return whether there was one */
    public boolean decideOne(Actor job) {
        Optional<Item> next = database.sql(connection -> {
            // Give way rather than wait in a circle with somebody who registers or seals: the next round tries again.
            Sql.update(connection, "SET LOCAL lock_timeout = '500ms'");
            Sql.list(connection, RunUseLock.SHARED_FOR_PURGES, row -> 0);
            return Sql.first(
                    connection,
                    "SELECT i.purge, i.run_id, p.entry FROM tracking.purge_item i JOIN tracking.purge p ON p.id = i.purge"
                            + " WHERE i.state = 'WAITING' ORDER BY i.purge, i.run_id LIMIT 1 FOR UPDATE OF i SKIP LOCKED",
                    row -> new Item(row.getObject(1, UUID.class), row.getString(2), row.getObject(3, UUID.class)));
        });
        next.ifPresent(item -> decide(job, item));
        return next.isPresent();
    }

    private void decide(Actor job, Item item) {
        Optional<Doomed> run = database.sql(connection -> {
            lock(connection, item.runId());
            return look(connection, item.runId());
        });
        String why = obstacle(item.runId(), run);
        AuditEvent.Builder event = AuditEvent.of(
                        why == null ? "run.purged" : "run.kept", new Subject("run", item.runId()))
                .fact("purge", item.purge().toString())
                .causedBy(new EntryId(item.order()));
        if (why != null || run.isEmpty()) {
            audit.append(job, event.disclose("why", why).build());
            database.sql(connection -> Sql.update(
                    connection,
                    "UPDATE tracking.purge_item SET state = 'KEPT', why = ?, decided_at = now()"
                            + " WHERE purge = ? AND run_id = ?",
                    why,
                    item.purge(),
                    item.runId()));
            return;
        }
        audit.append(
                job,
                event.fact("sealDigest", run.get().seal())
                        .fact("files", run.get().files())
                        .fact("artifactBytes", Long.toString(run.get().bytes()))
                        .build());
        database.sql(connection -> destroy(connection, item, run.get().id()));
    }

    private static int destroy(Connection connection, Item item, long run) throws SQLException {
        Sql.list(connection, "SELECT tracking.purge_run(?)", row -> 0, run);
        return Sql.update(
                connection,
                "UPDATE tracking.purge_item SET state = 'PURGED', run = ?, points_left = TRUE, blob_prefix = ?,"
                        + " decided_at = now() WHERE purge = ? AND run_id = ?",
                run,
                "runs/" + item.runId() + "/",
                item.purge(),
                item.runId());
    }

    /** Nobody writes to the run, seals it, or begins to stand on it until the transaction ends. */
    private static void lock(Connection connection, String runId) throws SQLException {
        Sql.list(
                connection,
                "SELECT pg_advisory_xact_lock(1414681934, hashint8(id)), pg_advisory_xact_lock(1414878021, hashint8(id))"
                        + " FROM tracking.run WHERE run_id = ?",
                row -> 0,
                runId);
    }

    private static Optional<Doomed> look(Connection connection, String runId) throws SQLException {
        return Sql.first(
                connection,
                "SELECT r.id, r.lifecycle = 'DELETED', tracking.is_held(r.id),"
                        + " (SELECT encode(s.digest, 'hex') FROM tracking.seal s WHERE s.run = r.id ORDER BY s.id DESC LIMIT 1),"
                        + " (SELECT count(*) FROM tracking.artifact a WHERE a.run = r.id),"
                        + " (SELECT coalesce(sum(a.size_bytes), 0) FROM tracking.artifact a WHERE a.run = r.id)"
                        + " FROM tracking.run r WHERE r.run_id = ?",
                row -> new Doomed(
                        row.getLong(1),
                        row.getBoolean(2),
                        row.getBoolean(3),
                        row.getString(4),
                        row.getLong(5),
                        row.getLong(6)),
                runId);
    }

    private @Nullable String obstacle(String runId, Optional<Doomed> run) {
        if (run.isEmpty()) {
            return "There is no such run";
        }
        if (!run.get().deleted()) {
            return "It is not deleted";
        }
        if (run.get().held()) {
            return HELD;
        }
        RunId id = new RunId(runId);
        List<String> standing = uses.standingOn(List.of(id)).getOrDefault(id, List.of());
        return standing.isEmpty() ? null : String.join("; ", standing);
    }

    /** Removes some of the points that purged runs left. @return whether there were any */
    public boolean erasePoints() {
        return database.sql(connection -> {
            Optional<Item> next = Sql.first(
                    connection,
                    "SELECT purge, run_id FROM tracking.purge_item WHERE points_left"
                            + " ORDER BY purge, run_id LIMIT 1 FOR UPDATE SKIP LOCKED",
                    row -> new Item(row.getObject(1, UUID.class), row.getString(2), row.getObject(1, UUID.class)));
            if (next.isEmpty()) {
                return false;
            }
            long removed = Sql.first(
                            connection,
                            "SELECT tracking.purge_points(run, ?) FROM tracking.purge_item WHERE purge = ? AND run_id = ?",
                            row -> row.getLong(1),
                            POINTS,
                            next.get().purge(),
                            next.get().runId())
                    .orElse(0L);
            if (removed < POINTS) {
                Sql.update(
                        connection,
                        "UPDATE tracking.purge_item SET points_left = FALSE WHERE purge = ? AND run_id = ?",
                        next.get().purge(),
                        next.get().runId());
            }
            return true;
        });
    }
}
