package io.countersign.tracking.control;

import io.countersign.platform.actor.Actor;
import java.sql.Connection;
import java.sql.SQLException;

/** Looks up runs for reading. */
final class RunRows {
    private RunRows() {}

    /**
     * Number of a run that the actor may read, deleted or not.
     *
     * @throws io.countersign.platform.mlflow.MlflowException for an unknown one
     * @throws io.countersign.platform.problem.ProblemException (forbidden) for one out of the actor's reach
     */
    static long readable(Connection connection, Actor actor, String runId) throws SQLException {
        Found found = Sql.first(
                        connection,
                        "SELECT r.id, e.name FROM tracking.run r JOIN tracking.experiment e ON e.id = r.experiment"
                                + " WHERE r.run_id = ?",
                        row -> new Found(row.getLong(1), row.getString(2)),
                        runId)
                .orElseThrow(() -> RunLocks.unknown(runId));
        ExperimentAccess.requireRead(actor, found.experiment());
        return found.id();
    }

    private record Found(long id, String experiment) {}
}
