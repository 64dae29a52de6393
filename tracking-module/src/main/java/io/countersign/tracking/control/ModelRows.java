package io.countersign.tracking.control;

import io.countersign.platform.actor.Actor;
import io.countersign.platform.mlflow.MlflowException;
import io.countersign.tracking.entity.Lifecycle;
import io.countersign.tracking.entity.MetricPoint;
import io.countersign.tracking.entity.ModelContent;
import io.countersign.tracking.entity.ModelInfo;
import io.countersign.tracking.entity.ModelMetric;
import io.countersign.tracking.entity.ModelStatus;
import io.countersign.tracking.entity.Param;
import io.countersign.tracking.entity.Tag;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Rows of logged models. */
final class ModelRows {
    static final String SELECT =
            "SELECT l.id, l.model_id, l.experiment, e.name, l.name, l.model_type, r.run_id, l.status,"
                    + " l.lifecycle, l.creation_time, l.last_update_time, l.artifact_uri, l.created_by, l.created_by_name"
                    + " FROM tracking.logged_model l JOIN tracking.experiment e ON e.id = l.experiment"
                    + " LEFT JOIN tracking.run r ON r.id = l.source_run";

    private ModelRows() {}

    /** Whether an id has the form of a logged model's. */
    static boolean isId(String id) {
        return id.matches("m-[0-9a-f]{32}");
    }

    static Optional<ModelInfo> find(Connection connection, String modelId) throws SQLException {
        return !isId(modelId)
                ? Optional.empty()
                : Sql.first(connection, SELECT + " WHERE l.model_id = ?", ModelRows::info, modelId);
    }

    /**
     * One that is not deleted, with its row locked until the transaction ends.
     *
     * @throws MlflowException when there is none
     * @throws io.countersign.platform.problem.ProblemException (forbidden) when it is out of the actor's reach
     */
    static ModelInfo forWriting(Connection connection, Actor actor, String modelId) throws SQLException {
        if (!isId(modelId)) {
            throw unknown(modelId);
        }
        ModelInfo model = Sql.first(
                        connection, SELECT + " WHERE l.model_id = ? FOR UPDATE OF l", ModelRows::info, modelId)
                .filter(found -> found.lifecycle() == Lifecycle.ACTIVE)
                .orElseThrow(() -> unknown(modelId));
        ExperimentAccess.requireWrite(actor, model.experimentName());
        return model;
    }

    static MlflowException unknown(String modelId) {
        return MlflowException.notFound("Logged model with ID '" + modelId + "' not found.");
    }

    static ModelInfo info(ResultSet row) throws SQLException {
        return new ModelInfo(
                row.getLong(1),
                row.getString(2),
                row.getLong(3),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                row.getString(7),
                ModelStatus.valueOf(row.getString(8)),
                Lifecycle.valueOf(row.getString(9)),
                row.getLong(10),
                row.getLong(11),
                row.getString(12),
                row.getString(13),
                row.getString(14));
    }

    /** Content by model; one without any is absent. */
    static Map<Long, ModelContent> contents(Connection connection, List<ModelInfo> models) throws SQLException {
        Map<Long, String> ids = new HashMap<>();
        models.forEach(model -> ids.put(model.id(), model.modelId()));
        Object numbers = models.stream().mapToLong(ModelInfo::id).toArray();
        Map<Long, List<Param>> params = new HashMap<>();
        Map<Long, List<Tag>> tags = new HashMap<>();
        Map<Long, List<ModelMetric>> metrics = new HashMap<>();
        Sql.each(
                connection,
                "SELECT model, key, value FROM tracking.logged_model_param WHERE model = ANY (?) ORDER BY model, key",
                row -> at(params, row.getLong(1)).add(new Param(row.getString(2), row.getString(3))),
                numbers);
        Sql.each(
                connection,
                "SELECT model, key, value FROM tracking.logged_model_tag WHERE model = ANY (?) ORDER BY model, key",
                row -> at(tags, row.getLong(1)).add(new Tag(row.getString(2), row.getString(3))),
                numbers);
        Sql.each(
                connection,
                "SELECT m.model, k.name, m.value, m.is_nan, m.ts, m.step, r.run_id, m.dataset_name, m.dataset_digest"
                        + " FROM tracking.logged_model_metric m JOIN tracking.metric_key k ON k.id = m.key"
                        + " JOIN tracking.run r ON r.id = m.run WHERE m.model = ANY (?)"
                        + " ORDER BY m.model, k.name, m.dataset_name, m.dataset_digest, r.run_id",
                row -> at(metrics, row.getLong(1)).add(metric(row, ids.getOrDefault(row.getLong(1), ""))),
                numbers);
        Map<Long, ModelContent> contents = new HashMap<>();
        models.forEach(model -> contents.put(
                model.id(),
                new ModelContent(
                        params.getOrDefault(model.id(), List.of()),
                        metrics.getOrDefault(model.id(), List.of()),
                        tags.getOrDefault(model.id(), List.of()))));
        return contents;
    }

    private static ModelMetric metric(ResultSet row, String modelId) throws SQLException {
        double value = row.getBoolean(4) ? Double.NaN : row.getDouble(3);
        MetricPoint point = new MetricPoint(row.getString(2), value, row.getLong(5), row.getLong(6));
        return new ModelMetric(modelId, row.getString(7), row.getString(8), row.getString(9), point);
    }

    private static <T> List<T> at(Map<Long, List<T>> lists, long key) {
        return lists.computeIfAbsent(key, absent -> new ArrayList<>());
    }
}
