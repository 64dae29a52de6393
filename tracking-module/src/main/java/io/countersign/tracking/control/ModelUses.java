package io.countersign.tracking.control;

import io.countersign.platform.actor.Actor;
import io.countersign.tracking.entity.Lifecycle;
import io.countersign.tracking.entity.MetricPoint;
import io.countersign.tracking.entity.ModelInfo;
import io.countersign.tracking.entity.ModelMetric;
import io.countersign.tracking.entity.ModelUse;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** What ties runs and logged models together: inputs, outputs, and metrics of a run that tell of a model. */
final class ModelUses {
    private ModelUses() {}

    /** @throws io.countersign.platform.mlflow.MlflowException for an unknown or deleted model */
    static void write(Connection connection, Actor actor, long run, Collection<ModelUse> uses) throws SQLException {
        List<ModelUse> sorted = uses.stream()
                .sorted(Comparator.comparing(ModelUse::modelId).thenComparing(ModelUse::use))
                .toList();
        for (ModelUse use : sorted) {
            Sql.update(
                    connection,
                    "INSERT INTO tracking.run_model (run, model, use, step) VALUES (?, ?, ?, ?)"
                            + " ON CONFLICT (run, model, use) DO UPDATE SET step = excluded.step",
                    run,
                    readable(connection, actor, use.modelId()).id(),
                    use.use().name(),
                    use.step());
        }
    }

    /** @throws io.countersign.platform.mlflow.MlflowException for an unknown or deleted model */
    static void writeMetrics(
            Connection connection, Actor actor, long run, Collection<ModelMetric> metrics, Map<String, Integer> keys)
            throws SQLException {
        List<ModelMetric> sorted = metrics.stream()
                .sorted(Comparator.comparing(ModelMetric::modelId)
                        .thenComparing(metric -> metric.point().key())
                        .thenComparing(ModelMetric::datasetName)
                        .thenComparing(ModelMetric::datasetDigest))
                .toList();
        for (ModelMetric metric : sorted) {
            MetricPoint point = metric.point();
            Sql.update(
                    connection,
                    "INSERT INTO tracking.logged_model_metric AS latest"
                            + " (model, key, run, dataset_name, dataset_digest, step, ts, value, is_nan)"
                            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
                            + " ON CONFLICT (model, key, run, dataset_name, dataset_digest) DO UPDATE SET"
                            + " step = excluded.step, ts = excluded.ts, value = excluded.value, is_nan = excluded.is_nan"
                            + " WHERE (excluded.step, excluded.ts, excluded.value) >= (latest.step, latest.ts, latest.value)",
                    readable(connection, actor, metric.modelId()).id(),
                    keys.getOrDefault(point.key(), 0),
                    run,
                    metric.datasetName(),
                    metric.datasetDigest(),
                    point.step(),
                    point.timestamp(),
                    point.storedValue(),
                    point.isNan());
        }
    }

    private static ModelInfo readable(Connection connection, Actor actor, String modelId) throws SQLException {
        ModelInfo model = ModelRows.find(connection, modelId)
                .filter(found -> found.lifecycle() == Lifecycle.ACTIVE)
                .orElseThrow(() -> ModelRows.unknown(modelId));
        ExperimentAccess.requireRead(actor, model.experimentName());
        return model;
    }
}
