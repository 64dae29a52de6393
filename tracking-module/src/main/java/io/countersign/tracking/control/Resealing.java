package io.countersign.tracking.control;

import io.countersign.platform.actor.Actor;
import io.countersign.tracking.entity.Run;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Seals runs again that were written to after their end, once they are quiet: two looks, the quiet time apart, find the same
 * content. The looks are rows, so that a restart loses nothing.
 */
@Dependent
@Transactional
public class Resealing {
    private final TrackingDatabase database;
    private final Seals seals;

    @Inject
    public Resealing(TrackingDatabase database, Seals seals) {
        this.database = database;
        this.seals = seals;
    }

    /** Looks at the next dirty run. @return whether there was one */
    public boolean lookAtOne(Actor job, Duration quiet) {
        Optional<Long> next = database.sql(connection -> Sql.first(
                connection,
                "SELECT r.id FROM tracking.run r LEFT JOIN tracking.reseal_look l ON l.run = r.id WHERE r.dirty"
                        + " AND r.lifecycle = 'ACTIVE' AND r.status IN ('FINISHED', 'FAILED', 'KILLED')"
                        + " AND coalesce(r.dirty_since, '-infinity') <= now() - ?::interval"
                        + " AND coalesce(l.looked_at, '-infinity') <= now() - ?::interval"
                        + " ORDER BY r.dirty_since NULLS FIRST LIMIT 1",
                row -> row.getLong(1),
                quiet.toString(),
                quiet.toString()));
        next.ifPresent(id -> look(job, id));
        return next.isPresent();
    }

    private void look(Actor job, long id) {
        Run run = database.entities().find(Run.class, id);
        if (run == null) {
            return;
        }
        database.sql(connection -> RunLocks.exclusively(connection, run.runId()));
        database.entities().refresh(run);
        if (!run.isDirty() || !run.isActive() || !run.status().isTerminal()) {
            return;
        }
        byte[] digest = HexFormat.of().parseHex(seals.digestOf(run));
        boolean same = database.sql(connection -> !Sql.list(
                        connection,
                        "SELECT 1 FROM tracking.reseal_look WHERE run = ? AND digest = ?",
                        row -> row.getInt(1),
                        id,
                        digest)
                .isEmpty());
        if (same) {
            seals.seal(job, run);
            database.sql(connection -> Sql.update(connection, "DELETE FROM tracking.reseal_look WHERE run = ?", id));
        } else {
            database.sql(connection -> Sql.update(
                    connection,
                    "INSERT INTO tracking.reseal_look (run, digest) VALUES (?, ?)"
                            + " ON CONFLICT (run) DO UPDATE SET digest = excluded.digest, looked_at = now()",
                    id,
                    digest));
        }
    }
}
