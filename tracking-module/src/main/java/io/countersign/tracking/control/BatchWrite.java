package io.countersign.tracking.control;

import io.countersign.platform.actor.Actor;
import io.countersign.platform.mlflow.MlflowException;
import io.countersign.tracking.entity.Lifecycle;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** What a run logs in one call, written in one call of a database function that takes the run's lock as well. */
final class BatchWrite {
    private static final String WRITE = "SELECT run, experiment, lifecycle, new_params FROM tracking.log_to_run("
            + "?, ?::text[], ?::text[], ?::text[], ?::text[], ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

    private BatchWrite() {}

    /**
     * Writes it, and marks what was sealed as no longer covered. A refusal leaves the transaction to be rolled back.
     *
     * @param numbers number of each metric's name
     * @return the run's numeric id
     * @throws MlflowException for an unknown or a deleted run, or a param that has another value
     * @throws io.countersign.platform.problem.ProblemException (forbidden) for one out of the actor's reach
     */
    static long of(
            Connection connection, Actor actor, String runId, RunLogging.Batch batch, Map<String, Integer> numbers)
            throws SQLException {
        Written written = Sql.first(
                        connection,
                        WRITE,
                        row -> new Written(
                                row.getLong(1), row.getString(2), Lifecycle.valueOf(row.getString(3)), row.getInt(4)),
                        arguments(runId, batch, new MetricPoints(batch.metrics(), numbers))
                                .toArray())
                .orElseThrow(() -> RunLocks.unknown(runId));
        ExperimentAccess.requireWrite(actor, written.experiment());
        if (written.lifecycle() != Lifecycle.ACTIVE) {
            throw RunLocks.notActive(runId, written.lifecycle());
        }
        if (written.newParams() < batch.params().size()) {
            Params.refuseChanges(connection, written.run(), runId, Params.sorted(batch.params()));
        }
        return written.run();
    }

    /** As the database's functions take them, in their order. */
    static List<Object> arguments(String runId, RunLogging.Batch batch, MetricPoints points) {
        List<Object> arguments = new ArrayList<>();
        arguments.add(runId);
        addColumns(arguments, Params.sorted(batch.params()));
        addColumns(arguments, Tags.sorted(batch.tags()));
        arguments.addAll(points.arguments());
        return arguments;
    }

    private static void addColumns(List<Object> arguments, SortedMap<String, String> texts) {
        arguments.add(texts.keySet().toArray(String[]::new));
        arguments.add(texts.values().toArray(String[]::new));
    }

    private record Written(long run, String experiment, Lifecycle lifecycle, int newParams) {}
}
