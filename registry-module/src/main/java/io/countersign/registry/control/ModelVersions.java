package io.countersign.registry.control;

import io.countersign.audit.AuditEvent;
import io.countersign.audit.AuditLog;
import io.countersign.audit.EntryId;
import io.countersign.audit.Subject;
import io.countersign.platform.actor.Actor;
import io.countersign.registry.VersionId;
import io.countersign.registry.entity.ModelVersion;
import io.countersign.registry.entity.Move;
import io.countersign.registry.entity.Origin;
import io.countersign.registry.entity.RegisteredModel;
import io.countersign.registry.entity.Stage;
import io.countersign.registry.entity.StageChange;
import io.countersign.tracking.Lineage;
import io.countersign.tracking.LineageNode;
import io.countersign.tracking.RunId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Registers versions, bound to the bytes that they have at that moment, and keeps what people say of them. */
@ApplicationScoped
@Transactional
public class ModelVersions {
    @PersistenceContext(unitName = "registry")
    EntityManager entities;

    @Inject
    Models models;

    @Inject
    Stages stages;

    @Inject
    Origins origins;

    @Inject
    AuditLog audit;

    @Inject
    Keeping keeping;

    @Inject
    RegistryEvents events;

    @Inject
    Lineage lineage;

    /**
     * Registers the next version of a model. Numbers have no gaps and no doubles, however many clients register at once.
     *
     * @throws io.countersign.platform.mlflow.MlflowException (invalid parameter) for a source that is not allowed
     * @throws io.countersign.platform.problem.ProblemException (not found) for an unknown model or run, (invalid) when there is
     *     nothing at the source
     */
    public ModelVersion register(Registration asked, Actor actor) {
        Names.description(asked.description());
        Names.tags(asked.tags());
        VisibleModels.requireWrite(actor, asked.model());
        models.model(asked.model());
        Origin origin = origins.resolve(asked, actor);
        RegisteredModel model = models.lock(asked.model());
        Instant now = RegistryDatabase.now();
        ModelVersion version = new ModelVersion(
                model, stages.named(Stage.NONE), origin, asked.description(), asked.tags(), actor, now);
        EntryId entry = audit.append(actor, created(version, origin));
        entities.persist(version);
        entities.persist(StageChange.registration(version, new Move(actor, now, null, entry)));
        entities.flush();
        link(version, origin);
        Map<String, Object> data = about(version);
        data.put("source", version.source());
        data.put("run_id", version.run().map(RunId::value).orElse(""));
        data.put("tags", version.tags());
        data.put("description", version.description());
        tell(RegistryEvent.Kind.VERSION_CREATED, version, data);
        return version;
    }

    /** What it was made of: its run, the logged model, or the version that it is a copy of. */
    private void link(ModelVersion version, Origin origin) {
        LineageNode node = LineageNode.modelVersion(version.model().name(), version.number());
        version.run().ifPresent(run -> lineage.link(LineageNode.run(run), node));
        version.loggedModel().ifPresent(model -> lineage.link(LineageNode.loggedModel(model), node));
        if (ModelSource.parse(origin.source()) instanceof ModelSource.OfVersion copy) {
            VersionId original = copy.version();
            lineage.link(LineageNode.modelVersion(original.model(), original.version()), node);
        }
    }

    /**
     * Deletes a version: its number is not given again, its history stays in the ledger, its aliases go.
     *
     * @throws io.countersign.platform.problem.ProblemException (not found), (forbidden) when it was in a guarded stage or has a
     *     protected alias, (conflict) with an open request
     */
    public void delete(VersionId id, Actor actor) {
        VisibleModels.requireWrite(actor, id.model());
        ModelVersion version = models.lock(id);
        keeping.requireDeletable(version);
        List<String> aliases = version.model().aliasesOf(version.number());
        audit.append(
                actor,
                event("model-version.deleted", version)
                        .fact("stage", version.stage())
                        .fact("aliases", aliases)
                        .build());
        aliases.forEach(version.model()::dropAlias);
        version.delete(RegistryDatabase.now());
        entities.flush();
    }

    /** Replaces the description. @throws io.countersign.platform.problem.ProblemException (not found) for an unknown version */
    public ModelVersion describe(VersionId id, String description, Actor actor) {
        Names.description(description);
        VisibleModels.requireWrite(actor, id.model());
        ModelVersion version = models.lock(id);
        audit.append(
                actor,
                event("model-version.updated", version)
                        .disclose("before", version.description())
                        .disclose("after", description)
                        .build());
        version.describe(description, RegistryDatabase.now());
        return version;
    }

    /** Sets a tag. @throws io.countersign.platform.problem.ProblemException (not found) for an unknown version */
    public void tag(VersionId id, String key, String value, Actor actor) {
        Names.tag(key, value);
        VisibleModels.requireWrite(actor, id.model());
        ModelVersion version = models.lock(id);
        audit.append(
                actor,
                event("model-version.tag-set", version)
                        .fact("key", key)
                        .disclose("before", version.tags().get(key))
                        .disclose("after", value)
                        .build());
        version.tag(key, value);
        Map<String, Object> data = about(version);
        data.put("key", key);
        data.put("value", value);
        tell(RegistryEvent.Kind.VERSION_TAG_SET, version, data);
    }

    /** Takes a tag away, if it is there. @throws io.countersign.platform.problem.ProblemException (not found) for an unknown version */
    public void untag(VersionId id, String key, Actor actor) {
        VisibleModels.requireWrite(actor, id.model());
        ModelVersion version = models.lock(id);
        String before = version.untag(key);
        if (before != null) {
            audit.append(
                    actor,
                    event("model-version.tag-deleted", version)
                            .fact("key", key)
                            .disclose("before", before)
                            .build());
            Map<String, Object> data = about(version);
            data.put("key", key);
            tell(RegistryEvent.Kind.VERSION_TAG_DELETED, version, data);
        }
    }

    /** The version in the form that the caller needs, made while its transaction lasts. */
    public <T> T view(VersionId id, Function<ModelVersion, T> form) {
        return form.apply(models.version(id));
    }

    /** Its way through the stages, oldest first. */
    public List<StageChange> history(ModelVersion version) {
        return entities.createQuery(
                        "select c from StageChange c where c.version = :version order by c.id", StageChange.class)
                .setParameter("version", version)
                .getResultList();
    }

    private static AuditEvent created(ModelVersion version, Origin origin) {
        AuditEvent.Builder event = event("model-version.created", version)
                .fact("run", version.run().map(RunId::value).orElse(null))
                .fact(
                        "rootDigest",
                        origin.binding() == null
                                ? null
                                : origin.binding().manifest().rootDigest())
                .disclose("source", version.source())
                .disclose("description", version.description());
        version.tags().forEach((key, value) -> event.disclose("tag " + key, value));
        return event.build();
    }

    private static AuditEvent.Builder event(String action, ModelVersion version) {
        return AuditEvent.of(action, Subject.modelVersion(version.model().name(), version.number()));
    }

    private void tell(RegistryEvent.Kind kind, ModelVersion version, Map<String, Object> data) {
        events.happened(new RegistryEvent(
                kind, version.model().name(), version.number(), version.model().isPrompt(), data));
    }

    private static Map<String, Object> about(ModelVersion version) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("name", version.model().name());
        data.put("version", Integer.toString(version.number()));
        return data;
    }
}
