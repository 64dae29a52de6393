package io.countersign.tracking.control;

import io.countersign.audit.AuditEvent;
import io.countersign.audit.AuditLog;
import io.countersign.audit.Subject;
import io.countersign.platform.actor.Actor;
import io.countersign.platform.mlflow.MlflowException;
import io.countersign.tracking.ArtifactManifest;
import io.countersign.tracking.entity.Experiment;
import io.countersign.tracking.entity.Lifecycle;
import io.countersign.tracking.entity.ModelContent;
import io.countersign.tracking.entity.ModelInfo;
import io.countersign.tracking.entity.ModelStatus;
import io.countersign.tracking.entity.Param;
import io.countersign.tracking.entity.Tag;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The life of a logged model (MLflow 3.x): made, filled with artifacts, finished, deleted. */
@Dependent
@Transactional
public class LoggedModels {
    private final TrackingDatabase database;
    private final AuditLog audit;

    @Inject
    public LoggedModels(TrackingDatabase database, AuditLog audit) {
        this.database = database;
        this.audit = audit;
    }

    /** A model with all that was logged about it. */
    public record Loaded(ModelInfo info, ModelContent content) {}

    /**
     * What a client says of a model that it begins to log.
     *
     * @param name null when it is to be made up
     * @param modelType empty when not said
     * @param sourceRun run that made it, null when none did
     */
    public record Start(
            String experimentId,
            @Nullable String name,
            String modelType,
            @Nullable String sourceRun,
            List<Param> params,
            List<Tag> tags) {}

    /** @throws MlflowException for an unknown or deleted experiment or an unknown run */
    public Loaded create(Actor actor, Start start) {
        Experiment experiment = Experiments.requireActive(database, actor, start.experimentId());
        String modelId = "m-" + UUID.randomUUID().toString().replace("-", "");
        String name = start.name() == null || start.name().isEmpty() ? RunNames.next() : start.name();
        long now = Instant.now().toEpochMilli();
        String uri = experiment.artifactLocation() + "/models/" + modelId + "/artifacts";
        database.sql(connection -> {
            Long run = sourceRun(connection, actor, start.sourceRun());
            long id = Sql.first(
                            connection,
                            "INSERT INTO tracking.logged_model (model_id, experiment, name, model_type, source_run, status,"
                                    + " lifecycle, creation_time, last_update_time, artifact_uri, created_by, created_by_name)"
                                    + " VALUES (?, ?, ?, ?, ?, 'PENDING', 'ACTIVE', ?, ?, ?, ?, ?) RETURNING id",
                            row -> row.getLong(1),
                            modelId,
                            experiment.id(),
                            name,
                            start.modelType(),
                            run,
                            now,
                            now,
                            uri,
                            actor.responsibleSubject(),
                            actor.displayName())
                    .orElseThrow();
            writeParams(connection, id, modelId, start.params());
            writeTags(connection, id, start.tags());
            return id;
        });
        append(actor, "logged-model.created", modelId, Map.of("experiment", Long.toString(experiment.id())), name);
        return get(actor, modelId, false);
    }

    /** @throws MlflowException for an unknown one, or a deleted one unless that is allowed */
    public Loaded get(Actor actor, String modelId, boolean deletedToo) {
        return database.sql(connection -> {
            ModelInfo model = ModelRows.find(connection, modelId)
                    .filter(found -> deletedToo || found.lifecycle() == Lifecycle.ACTIVE)
                    .orElseThrow(() -> ModelRows.unknown(modelId));
            ExperimentAccess.requireRead(actor, model.experimentName());
            return new Loaded(
                    model,
                    ModelRows.contents(connection, List.of(model)).getOrDefault(model.id(), ModelContent.NOTHING));
        });
    }

    /**
     * Says that all files are there, or never will be; the ledger gets the digest over them. The same status again changes
     * nothing.
     *
     * @throws MlflowException for an unknown or deleted model
     */
    public Loaded finish(Actor actor, String modelId, ModelStatus status) {
        boolean changed = database.sql(connection -> {
            ModelInfo model = ModelRows.forWriting(connection, actor, modelId);
            if (model.status() == status) {
                return false;
            }
            Sql.update(
                    connection,
                    "UPDATE tracking.logged_model SET status = ?, last_update_time = ? WHERE id = ?",
                    status.name(),
                    Instant.now().toEpochMilli(),
                    model.id());
            return true;
        });
        if (changed) {
            String root = database.sql(connection -> ArtifactManifest.of(
                            ArtifactTree.below(connection, ArtifactTree.Owner.model(id(connection, modelId)), ""))
                    .rootDigest());
            append(
                    actor,
                    "logged-model.finished",
                    modelId,
                    Map.of("status", status.wireName(), "artifactRoot", root),
                    null);
        }
        return get(actor, modelId, false);
    }

    /** Soft. @throws MlflowException for one that is unknown, or deleted already */
    public void delete(Actor actor, String modelId) {
        database.sql(connection -> Sql.update(
                connection,
                "UPDATE tracking.logged_model SET lifecycle = 'DELETED', last_update_time = ? WHERE id = ?",
                Instant.now().toEpochMilli(),
                ModelRows.forWriting(connection, actor, modelId).id()));
        append(actor, "logged-model.deleted", modelId, Map.of(), null);
    }

    /** @throws MlflowException for an unknown or deleted model */
    public Loaded setTags(Actor actor, String modelId, List<Tag> tags) {
        database.sql(connection -> {
            ModelInfo model = ModelRows.forWriting(connection, actor, modelId);
            writeTags(connection, model.id(), tags);
            return touch(connection, model.id());
        });
        append(actor, "logged-model.tagged", modelId, keys(tags.stream().map(Tag::key)), null);
        return get(actor, modelId, false);
    }

    /** @throws MlflowException for an unknown or deleted model, or one without that tag */
    public void deleteTag(Actor actor, String modelId, String key) {
        database.sql(connection -> {
            ModelInfo model = ModelRows.forWriting(connection, actor, modelId);
            int removed = Sql.update(
                    connection, "DELETE FROM tracking.logged_model_tag WHERE model = ? AND key = ?", model.id(), key);
            if (removed == 0) {
                throw MlflowException.notFound(
                        "No tag with key '" + key + "' found for model with ID '" + modelId + "'.");
            }
            return touch(connection, model.id());
        });
        append(actor, "logged-model.untagged", modelId, Map.of("keys", List.of(key)), null);
    }

    /** @throws MlflowException for an unknown or deleted model, or a param that has another value already */
    public void logParams(Actor actor, String modelId, List<Param> params) {
        database.sql(connection -> {
            ModelInfo model = ModelRows.forWriting(connection, actor, modelId);
            writeParams(connection, model.id(), modelId, params);
            return touch(connection, model.id());
        });
        append(
                actor,
                "logged-model.params-logged",
                modelId,
                keys(params.stream().map(Param::key)),
                null);
    }

    private static Map<String, Object> keys(Stream<String> keys) {
        return Map.of("keys", keys.sorted().distinct().toList());
    }

    private static int touch(Connection connection, long id) throws SQLException {
        return Sql.update(
                connection,
                "UPDATE tracking.logged_model SET last_update_time = ? WHERE id = ?",
                Instant.now().toEpochMilli(),
                id);
    }

    private static long id(Connection connection, String modelId) throws SQLException {
        return ModelRows.find(connection, modelId).map(ModelInfo::id).orElseThrow(() -> ModelRows.unknown(modelId));
    }

    private static @Nullable Long sourceRun(Connection connection, Actor actor, @Nullable String runId)
            throws SQLException {
        return runId == null || runId.isEmpty() ? null : (Long) RunLocks.forWriting(connection, actor, runId);
    }

    private static void writeTags(Connection connection, long model, Collection<Tag> tags) throws SQLException {
        Map<String, String> sorted = new TreeMap<>();
        tags.forEach(tag -> sorted.put(tag.key(), tag.value()));
        Sql.update(
                connection,
                "INSERT INTO tracking.logged_model_tag (model, key, value) SELECT ?, key, value"
                        + " FROM unnest(?::text[], ?::text[]) AS t (key, value) ORDER BY key"
                        + " ON CONFLICT (model, key) DO UPDATE SET value = excluded.value",
                model,
                sorted.keySet().toArray(String[]::new),
                sorted.values().toArray(String[]::new));
    }

    private static void writeParams(Connection connection, long model, String modelId, Collection<Param> params)
            throws SQLException {
        for (Param param : params) {
            int inserted = Sql.update(
                    connection,
                    "INSERT INTO tracking.logged_model_param (model, key, value) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                    model,
                    param.key(),
                    param.value());
            boolean same = inserted == 1
                    || Sql.first(
                                    connection,
                                    "SELECT value FROM tracking.logged_model_param WHERE model = ? AND key = ?",
                                    row -> row.getString(1),
                                    model,
                                    param.key())
                            .filter(param.value()::equals)
                            .isPresent();
            if (!same) {
                throw MlflowException.invalid("Changing param values is not allowed. Param with key='" + param.key()
                        + "' was already logged for the model with ID '" + modelId + "'.");
            }
        }
    }

    private void append(Actor actor, String action, String modelId, Map<String, Object> facts, @Nullable String name) {
        AuditEvent.Builder event = AuditEvent.of(action, new Subject("logged-model", modelId));
        facts.forEach(event::fact);
        audit.append(actor, event.disclose("name", name).build());
    }
}
