package io.countersign.tracking.control;

import io.countersign.platform.mlflow.MlflowException;
import io.countersign.tracking.entity.DatasetInput;
import io.countersign.tracking.entity.MetricPoint;
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
 * transaction and can be repeated without harm.
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
    public void log(String runId, List<MetricPoint> metrics, List<Param> params, List<Tag> tags) {
        checkBatch(metrics, params, tags);
        database.sql(connection -> write(connection, runId, metrics, params, tags));
    }

    /** @throws MlflowException for an unknown or deleted run */
    public void logInputs(String runId, Collection<DatasetInput> inputs) {
        database.sql(connection -> {
            Datasets.write(connection, RunLocks.forWriting(connection, runId), inputs);
            return inputs;
        });
    }

    private int write(
            Connection connection, String runId, List<MetricPoint> metrics, List<Param> params, List<Tag> tags)
            throws SQLException {
        Set<String> names = metrics.stream().map(MetricPoint::key).collect(Collectors.toCollection(TreeSet::new));
        Map<String, Integer> numbers = metricKeys.numbers(connection, names);
        long run = RunLocks.forWriting(connection, runId);
        Params.write(connection, run, runId, params);
        MetricPoints.write(connection, run, metrics, numbers);
        Tags.ofRun(connection, run, tags);
        return metrics.size();
    }

    /** @throws MlflowException for more than a batch may hold */
    public static void checkSizes(int metrics, int params, int tags) {
        WireLimits.batch("metrics", WireLimits.MAX_METRICS, metrics);
        WireLimits.batch("params", WireLimits.MAX_PARAMS, params);
        WireLimits.batch("tags", WireLimits.MAX_TAGS, tags);
        WireLimits.batch("metrics, params, and tags", WireLimits.MAX_BATCH, metrics + params + tags);
    }

    private static void checkBatch(List<MetricPoint> metrics, List<Param> params, List<Tag> tags) {
        checkSizes(metrics.size(), params.size(), tags.size());
        Set<String> seen = new HashSet<>();
        List<String> twice = params.stream()
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
