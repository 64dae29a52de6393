package io.countersign.tracking.control;

import io.countersign.platform.actor.Actor;
import io.countersign.platform.mlflow.MlflowException;
import io.countersign.tracking.entity.MetricPoint;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a run logs, by one statement that is a transaction by itself: with small calls the round trips of a transaction cost
 * more than what it does. Whatever needs more than one statement is left to {@link RunLogging}: grants that name experiments,
 * metrics with new names or of logged models, and refusals that tell which value a param had before.
 */
@Dependent
public class QuickLogging {
    private static final String POINT = "SELECT tracking.log_point(?, ?, ?, ?, ?, ?)";
    static final String SERIES = "SELECT tracking.log_series(?, ?, ?, ?, ?, ?, ?, ?, ?)";
    static final String BATCH = "SELECT tracking.log_at_once("
            + "?, ?::text[], ?::text[], ?::text[], ?::text[], ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

    /** SQLSTATE of the database's function for a param that has another value. */
    private static final String PARAM_CHANGED = "CS001";

    private final TrackingDatabase database;
    private final MetricKeys metricKeys;
    private final RunLogging logging;

    @Inject
    public QuickLogging(TrackingDatabase database, MetricKeys metricKeys, RunLogging logging) {
        this.database = database;
        this.metricKeys = metricKeys;
        this.logging = logging;
    }

    /**
     * Metrics, params and tags together or not at all.
     *
     * @throws MlflowException for an unknown or deleted run, a param that has another value, more than a batch may hold
     */
    public void log(Actor actor, String runId, RunLogging.Batch batch) {
        RunLogging.check(batch);
        if (!batch.modelMetrics().isEmpty() || !ExperimentAccess.writesAll(actor) || !written(runId, batch)) {
            logging.log(actor, runId, batch);
        }
    }

    private boolean written(String runId, RunLogging.Batch batch) {
        Optional<Map<String, Integer>> numbers = metricKeys.known(names(batch.metrics()));
        try {
            return numbers.isPresent() && database.atOnce(connection -> write(connection, runId, batch, numbers.get()));
        } catch (SQLException failed) {
            if (PARAM_CHANGED.equals(failed.getSQLState())) {
                return false;
            }
            throw new IllegalStateException("Run " + runId + " cannot be written to", failed);
        }
    }

    private static Set<String> names(List<MetricPoint> points) {
        Set<String> names = new HashSet<>();
        String before = null;
        for (MetricPoint point : points) {
            if (!point.key().equals(before)) {
                before = point.key();
                names.add(before);
            }
        }
        return names;
    }

    private static boolean write(
            Connection connection, String runId, RunLogging.Batch batch, Map<String, Integer> numbers)
            throws SQLException {
        RunLocks.requireActive(runId, lifecycle(connection, runId, batch, numbers));
        return true;
    }

    private static @Nullable String lifecycle(
            Connection connection, String runId, RunLogging.Batch batch, Map<String, Integer> numbers)
            throws SQLException {
        boolean pointsAlone = batch.params().isEmpty() && batch.tags().isEmpty();
        if (pointsAlone && batch.metrics().size() == 1) {
            return lifecycle(connection, POINT, point(runId, batch.metrics().get(0), numbers));
        }
        MetricPoints points = new MetricPoints(batch.metrics(), numbers);
        return pointsAlone && points.areOfOneSeries()
                ? lifecycle(connection, SERIES, points.argumentsOfOneSeries(runId))
                : lifecycle(connection, BATCH, BatchWrite.arguments(runId, batch, points));
    }

    private static List<Object> point(String runId, MetricPoint point, Map<String, Integer> numbers) {
        return List.of(
                runId,
                numbers.getOrDefault(point.key(), 0),
                point.step(),
                point.timestamp(),
                point.storedValue(),
                point.isNan());
    }

    static @Nullable String lifecycle(Connection connection, String sql, List<Object> arguments) throws SQLException {
        List<@Nullable String> answer = new ArrayList<>();
        Sql.each(connection, sql, row -> answer.add(row.getString(1)), arguments.toArray());
        return answer.get(0);
    }
}
