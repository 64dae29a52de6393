package io.countersign.tracking.control;

import io.countersign.platform.actor.Actor;
import io.countersign.platform.mlflow.MlflowException;
import io.countersign.tracking.entity.Lifecycle;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Who may touch a run at the same time: any number of writers together, or one sealer alone. The locks are PostgreSQL's
 * transaction-level advisory locks and go with the transaction.
 *
 * <p>Writers take, in this order: their metric keys, the run's lock, the run's row (only to mark it dirty), params, latest
 * metrics, points, tags, each sorted by key. As everybody keeps the order, nobody waits in a circle.
 */
final class RunLocks {
    /** Class of our advisory locks: the letters TRUN. The functions open_run and log_point take the same. */
    private static final int CLASS = 0x5452_554E;

    private RunLocks() {}

    /**
     * Lets the actor log to the run, and marks what was sealed as no longer covered.
     *
     * @return the run's numeric id
     * @throws MlflowException for an unknown or a deleted run
     * @throws io.countersign.platform.problem.ProblemException (forbidden) for one out of the actor's reach
     */
    static long forWriting(Connection connection, Actor actor, String runId) throws SQLException {
        return open(connection, actor, runId, false);
    }

    /** As {@link #forWriting}, but one after the other: for changes that look at what is there first. */
    static long forChangingArtifacts(Connection connection, Actor actor, String runId) throws SQLException {
        return open(connection, actor, runId, true);
    }

    private static long open(Connection connection, Actor actor, String runId, boolean alone) throws SQLException {
        Opened opened = Sql.first(
                        connection,
                        "SELECT run, experiment, lifecycle FROM tracking.open_run(?, ?)",
                        row -> new Opened(row.getLong(1), row.getString(2), Lifecycle.valueOf(row.getString(3))),
                        runId,
                        alone)
                .orElseThrow(() -> unknown(runId));
        ExperimentAccess.requireWrite(actor, opened.experiment());
        if (opened.lifecycle() != Lifecycle.ACTIVE) {
            throw notActive(runId, opened.lifecycle());
        }
        return opened.run();
    }

    /** Keeps every writer out until the transaction ends. */
    static long exclusively(Connection connection, String runId) throws SQLException {
        return Sql.first(
                        connection,
                        "SELECT id, pg_advisory_xact_lock(?, hashint8(id)) FROM tracking.run WHERE run_id = ?",
                        row -> row.getLong(1),
                        CLASS,
                        runId)
                .orElseThrow(() -> unknown(runId));
    }

    /** @param lifecycle null when there is no such run */
    static void requireActive(String runId, @Nullable String lifecycle) {
        if (lifecycle == null) {
            throw unknown(runId);
        }
        if (Lifecycle.valueOf(lifecycle) != Lifecycle.ACTIVE) {
            throw notActive(runId, Lifecycle.valueOf(lifecycle));
        }
    }

    static MlflowException unknown(String runId) {
        return MlflowException.notFound("Run with id=" + runId + " not found");
    }

    static MlflowException notActive(String runId, Lifecycle lifecycle) {
        return MlflowException.invalid(
                "The run " + runId + " must be in the 'active' state. Current state is " + lifecycle.wireName() + ".");
    }

    private record Opened(long run, String experiment, Lifecycle lifecycle) {}
}
