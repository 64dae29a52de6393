package io.countersign.tracking.control;

import io.countersign.platform.actor.Actor;
import io.countersign.platform.paging.PageToken;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The points of one metric, of one run or of several. */
@Dependent
@Transactional
public class MetricHistory {
    /** MLflow's bounds of the two endpoints that take several runs. */
    public static final int MAX_RUNS = 100;

    private static final String BY_TIME = "ORDER BY p.ts, p.step, p.is_nan, p.value";

    private final TrackingDatabase database;
    private final MetricKeys metricKeys;

    @Inject
    public MetricHistory(TrackingDatabase database, MetricKeys metricKeys) {
        this.database = database;
        this.metricKeys = metricKeys;
    }

    /**
     * A series that the actor may read.
     *
     * @param run number of the run
     * @param key number of the metric; 0 for one that nobody ever logged
     */
    public record Series(String runId, long run, String name, int key) {}

    /**
     * Looks a series up; it is empty when the run does not have the metric.
     *
     * @throws io.countersign.platform.mlflow.MlflowException for an unknown run
     */
    public Series series(Actor actor, String runId, String name) {
        return database.sql(connection -> new Series(
                runId, RunRows.readable(connection, actor, runId), name, metricKeys.number(connection, name)));
    }

    /** The next points after those before, by timestamp, step, value: at most {@code size} of them. */
    public PointColumns after(Series series, @Nullable PointColumns before, int size) {
        return database.sql(connection -> {
            SqlText sql = new SqlText()
                    .add(
                            "SELECT p.ts, p.step, p.value, p.is_nan FROM tracking.metric_point p WHERE p.run = ? AND p.key = ?",
                            series.run(),
                            series.key());
            if (before != null && before.size() > 0) {
                int last = before.size() - 1;
                sql.add(
                        " AND (p.ts, p.step, p.is_nan, p.value) > (?, ?, ?, ?)",
                        before.timestamp(last),
                        before.step(last),
                        before.isNan(last),
                        before.storedValue(last));
            }
            return PointColumns.read(connection, sql.add(" " + BY_TIME + " LIMIT ?", size), size);
        });
    }

    /** Points from a place on, in the same order: for clients that ask for pages. */
    public PointColumns from(Series series, PageToken from, int size) {
        return database.sql(connection -> PointColumns.read(
                connection,
                new SqlText()
                        .add(
                                "SELECT p.ts, p.step, p.value, p.is_nan FROM tracking.metric_point p"
                                        + " WHERE p.run = ? AND p.key = ? " + BY_TIME + " LIMIT ? OFFSET ?",
                                series.run(),
                                series.key(),
                                size,
                                from.offset()),
                size));
    }

    /**
     * The steps at which several series are shown together: spread evenly over all steps there are, the last one, and the
     * first and last of each series (MLflow {@code metrics/get-history-bulk-interval}).
     *
     * @param range steps to look at, all when null
     * @param most about how many
     */
    public long[] sampledSteps(List<Series> series, @Nullable StepRange range, int most) {
        return database.sql(connection -> SampledSteps.of(connection, series, range, most));
    }

    /** All points of a series at these steps, by timestamp, step, value. */
    public PointColumns at(Series series, long[] steps) {
        return database.sql(connection -> PointColumns.read(
                connection,
                new SqlText()
                        .add(
                                "SELECT p.ts, p.step, p.value, p.is_nan FROM tracking.metric_point p"
                                        + " WHERE p.run = ? AND p.key = ? AND p.step = ANY (?) " + BY_TIME,
                                series.run(),
                                series.key(),
                                steps),
                steps.length));
    }

    /** From the first to the last step, both included. */
    public record StepRange(long first, long last) {}
}
