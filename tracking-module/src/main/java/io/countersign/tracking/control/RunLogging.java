package io.countersign.tracking.control;

import io.countersign.platform.actor.Actor;
import io.countersign.platform.mlflow.MlflowException;
import io.countersign.tracking.entity.DatasetInput;
import io.countersign.tracking.entity.MetricPoint;
import io.countersign.tracking.entity.ModelMetric;
import io.countersign.tracking.entity.ModelUse;
import io.countersign.tracking.entity.Param;
import io.countersign.tracking.entity.Tag;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What a run logs while it goes on: volume, so no audit entry for each call; the seal covers it. Every call is one
 * transaction and can be repeated without harm. Most calls need less: see {@link QuickLogging}.
 */
@Dependent
@Transactional
public class RunLogging {
    private final TrackingDatabase database;
    private final MetricKeys metricKeys;

    @Inject
    public RunLogging(TrackingDatabase database, MetricKeys metricKeys) {
        this.database = database;
        this.metricKeys = metricKeys;
    }

    /**
     * Metrics, params and tags together or not at all.
     *
     * @throws MlflowException for an unknown or deleted run, a param that has another value, more than a batch may hold
     */
    public void log(Actor actor, String runId, List<MetricPoint> metrics, List<Param> params, List<Tag> tags) {
        log(actor, runId, new Batch(metrics, params, tags, List.of()));
    }

    /** The same with metrics that tell of logged models; their points are among the metrics too. */
    public void log(Actor actor, String runId, Batch batch) {
        check(batch);
        database.sql(connection -> write(connection, actor, runId, batch));
    }

    /**
     * What a client logs in one call.
     *
     * @param modelMetrics those of the metrics that tell of a logged model
     */
    public record Batch(
            List<MetricPoint> metrics, List<Param> params, List<Tag> tags, List<ModelMetric> modelMetrics) {}

    /** Models that came out of the run. @throws MlflowException for an unknown or deleted run or model */
    public void logOutputs(Actor actor, String runId, Collection<ModelUse> models) {
        logInputs(actor, runId, List.of(), models);
    }

    /** @throws MlflowException for an unknown or deleted run, or a tag that is not there */
    public void deleteTag(Actor actor, String runId, String key) {
        database.sql(connection -> {
            long run = RunLocks.forWriting(connection, actor, runId);
            if (Sql.update(connection, "DELETE FROM tracking.tag WHERE run = ? AND key = ?", run, key) == 0) {
                throw MlflowException.notFound("No tag with name: " + key + " in run with id " + runId);
            }
            return run;
        });
    }

    /** @throws MlflowException for an unknown or deleted run or model */
    public void logInputs(Actor actor, String runId, Collection<DatasetInput> inputs, Collection<ModelUse> models) {
        database.sql(connection -> {
            long run = RunLocks.forWriting(connection, actor, runId);
            Datasets.write(connection, run, inputs);
            ModelUses.write(connection, actor, run, models);
            return run;
        });
    }

    private int write(Connection connection, Actor actor, String runId, Batch batch) throws SQLException {
        Set<String> names =
                batch.metrics().stream().map(MetricPoint::key).collect(Collectors.toCollection(TreeSet::new));
        Map<String, Integer> numbers = metricKeys.numbers(connection, names);
        if (!ExperimentAccess.writesAll(actor)) {
            RunLocks.forWriting(connection, actor, runId); // refuses before anything is written
        }
        long run = BatchWrite.of(connection, actor, runId, batch, numbers);
        ModelUses.writeMetrics(connection, actor, run, batch.modelMetrics(), numbers);
        return batch.metrics().size();
    }

    /** @throws MlflowException for more than a batch may hold */
    public static void checkSizes(int metrics, int params, int tags) {
        WireLimits.batch("metrics", WireLimits.MAX_METRICS, metrics);
        WireLimits.batch("params", WireLimits.MAX_PARAMS, params);
        WireLimits.batch("tags", WireLimits.MAX_TAGS, tags);
        WireLimits.batch("metrics, params, and tags", WireLimits.MAX_BATCH, metrics + params + tags);
    }

    /** @throws MlflowException for more than a batch may hold, or a param twice */
    static void check(Batch batch) {
        checkSizes(batch.metrics().size(), batch.params().size(), batch.tags().size());
        Set<String> seen = new HashSet<>();
        List<String> twice = batch.params().stream()
                .map(Param::key)
                .filter(key -> !seen.add(key))
                .distinct()
                .toList();
        if (!twice.isEmpty()) {
            throw MlflowException.invalid("Duplicate parameter keys have been submitted: " + twice
                    + ". Please ensure the request contains only one param value per param key.");
        }
    }
}
