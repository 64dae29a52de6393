package io.countersign.tracking.retention;

import io.countersign.tracking.RunId;
import io.countersign.tracking.control.Sql;
import io.countersign.tracking.control.TrackingDatabase;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Bytes in the store that no artifact refers to any more. */
@Dependent
@Transactional
public class OrphanBlobs {
    private static final Duration LOOK_AGAIN = Duration.ofHours(1);

    private final TrackingDatabase database;
    private final RunUses uses;

    @Inject
    public OrphanBlobs(TrackingDatabase database, RunUses uses) {
        this.database = database;
        this.uses = uses;
    }

    /** What became of a round: keys to remove, and how many were looked at. */
    record Due(List<String> removable, int seen) {}

    /**
     * The next ones that may be removed. Those of a run that is held, or that a registered version stands on, stay, and are
     * looked at again later: a version is bound to bytes, also to those that somebody replaced since.
     *
     * @param grace how long bytes stay after they are replaced or deleted, for downloads under way
     */
    Due due(Duration grace, int most) {
        return database.sql(connection -> {
            List<String> blobs = Sql.list(
                    connection,
                    "SELECT blob FROM tracking.orphan_blob o WHERE NOT EXISTS"
                            + " (SELECT FROM tracking.artifact a WHERE a.blob = o.blob) AND NOT EXISTS"
                            + " (SELECT FROM tracking.logged_model_artifact m WHERE m.blob = o.blob)"
                            + " AND coalesce(checked_at, since) < now()"
                            + " - CASE WHEN checked_at IS NULL THEN ?::interval ELSE ?::interval END"
                            + " ORDER BY coalesce(checked_at, since) LIMIT ?",
                    row -> row.getString(1),
                    grace.toString(),
                    LOOK_AGAIN.toString(),
                    most);
            Set<String> kept = kept(connection, blobs);
            Sql.update(connection, "UPDATE tracking.orphan_blob SET checked_at = now() WHERE blob = ANY (?)", (Object)
                    kept.toArray(String[]::new));
            List<String> removable = new ArrayList<>(blobs);
            removable.removeAll(kept);
            return new Due(removable, blobs.size());
        });
    }

    /** The bytes are gone. */
    void removed(List<String> blobs) {
        database.sql(
                connection -> Sql.update(connection, "DELETE FROM tracking.orphan_blob WHERE blob = ANY (?)", (Object)
                        blobs.toArray(String[]::new)));
    }

    private Set<String> kept(Connection connection, List<String> blobs) throws SQLException {
        Set<String> runs = new HashSet<>();
        Set<String> models = new HashSet<>();
        blobs.forEach(blob -> (blob.startsWith("models/") ? models : runs).add(owner(blob)));
        Map<RunId, List<String>> standing =
                uses.standingOn(runs.stream().map(RunId::new).toList());
        Map<String, List<String>> standingOnModels = uses.standingOnModels(models);
        Set<String> owners = new HashSet<>(standingOnModels.keySet());
        standing.keySet().forEach(run -> owners.add(run.value()));
        owners.addAll(Sql.list(
                connection,
                "SELECT run_id FROM tracking.run WHERE run_id = ANY (?) AND tracking.is_held(id)",
                row -> row.getString(1),
                (Object) runs.toArray(String[]::new)));
        Set<String> kept = new HashSet<>();
        blobs.stream().filter(blob -> owners.contains(owner(blob))).forEach(kept::add);
        return kept;
    }

    /** Keys read {@code runs/<run>/<uuid>} or {@code models/<model>/<uuid>}. */
    private static String owner(String blob) {
        String[] parts = blob.split("/", -1);
        return parts.length == 3 ? parts[1] : "unknown";
    }
}
