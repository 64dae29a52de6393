package io.countersign.tracking.control;

import io.countersign.platform.mlflow.MlflowException;
import io.countersign.tracking.entity.Lifecycle;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * Who may touch a run at the same time: any number of writers together, or one sealer alone. The locks are PostgreSQL's
 * transaction-level advisory locks and go with the transaction.
 *
 * <p>Writers take, in this order: their metric keys, the run's lock, the run's row (only to mark it dirty), params, latest
 * metrics, points, tags, each sorted by key. As everybody keeps the order, nobody waits in a circle.
 */
final class RunLocks {
    /** Class of our advisory locks: the letters TRUN. */
    private static final int CLASS = 0x5452_554E;

    private RunLocks() {}

    /**
     * Lets the caller log to the run, and marks what was sealed as no longer covered.
     *
     * @return the run's numeric id
     * @throws MlflowException for an unknown or a deleted run
     */
    static long forWriting(Connection connection, String runId) throws SQLException {
        return writable(connection, runId, locked(connection, runId, "pg_advisory_xact_lock_shared"));
    }

    /** As {@link #forWriting}, but one after the other: for changes that look at what is there first. */
    static long forChangingArtifacts(Connection connection, String runId) throws SQLException {
        return writable(connection, runId, exclusively(connection, runId));
    }

    private static long writable(Connection connection, String runId, long id) throws SQLException {
        State state = Sql.first(
                        connection,
                        "SELECT lifecycle, dirty FROM tracking.run WHERE id = ?",
                        row -> new State(Lifecycle.valueOf(row.getString(1)), row.getBoolean(2)),
                        id)
                .orElseThrow(() -> unknown(runId));
        if (state.lifecycle() != Lifecycle.ACTIVE) {
            throw notActive(runId, state.lifecycle());
        }
        if (!state.dirty()) {
            Sql.update(connection, "UPDATE tracking.run SET dirty = TRUE WHERE id = ? AND NOT dirty", id);
        }
        return id;
    }

    /** Keeps every writer out until the transaction ends. */
    static long exclusively(Connection connection, String runId) throws SQLException {
        return locked(connection, runId, "pg_advisory_xact_lock");
    }

    private static long locked(Connection connection, String runId, String lock) throws SQLException {
        String sql = "SELECT id, " + lock + "(?, hashint8(id)) FROM tracking.run WHERE run_id = ?";
        return Sql.first(connection, sql, row -> row.getLong(1), CLASS, runId).orElseThrow(() -> unknown(runId));
    }

    static MlflowException unknown(String runId) {
        return MlflowException.notFound("Run with id=" + runId + " not found");
    }

    static MlflowException notActive(String runId, Lifecycle lifecycle) {
        return MlflowException.invalid(
                "The run " + runId + " must be in the 'active' state. Current state is " + lifecycle.wireName() + ".");
    }

    private record State(Lifecycle lifecycle, boolean dirty) {}
}
