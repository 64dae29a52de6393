package io.countersign.registry.control;

import io.countersign.audit.AuditEvent;
import io.countersign.audit.AuditLog;
import io.countersign.audit.EntryId;
import io.countersign.audit.Subject;
import io.countersign.platform.actor.Actor;
import io.countersign.platform.paging.Page;
import io.countersign.registry.VersionId;
import io.countersign.registry.entity.ModelVersion;
import io.countersign.registry.entity.Move;
import io.countersign.registry.entity.Origin;
import io.countersign.registry.entity.RegisteredModel;
import io.countersign.registry.entity.Stage;
import io.countersign.registry.entity.StageChange;
import io.countersign.tracking.RunId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Registers versions, bound to the bytes that they have at that moment, and keeps what people say of them. */
@ApplicationScoped
@Transactional
public class ModelVersions {
    private static final Map<String, String> FILTERS = Map.of("name", "m.name", "run_id", "v.runId");
    private static final Map<String, String> ORDERS = Map.of(
            "name", "m.name",
            "version_number", "v.number",
            "creation_timestamp", "v.registeredAt",
            "last_updated_timestamp", "v.updatedAt");

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
        models.model(asked.model());
        Origin origin = origins.resolve(asked.source(), asked.run(), asked.runLink());
        RegisteredModel model = models.lock(asked.model());
        Instant now = now();
        ModelVersion version = new ModelVersion(
                model, stages.named(Stage.NONE), origin, asked.description(), asked.tags(), actor, now);
        EntryId entry = audit.append(actor, created(version, origin));
        entities.persist(version);
        entities.persist(StageChange.registration(version, new Move(actor, now, null, entry)));
        entities.flush();
        return version;
    }

    /** Replaces the description. @throws io.countersign.platform.problem.ProblemException (not found) for an unknown version */
    public ModelVersion describe(VersionId id, String description, Actor actor) {
        Names.description(description);
        ModelVersion version = models.lock(id);
        audit.append(
                actor,
                event("model-version.updated", version)
                        .disclose("before", version.description())
                        .disclose("after", description)
                        .build());
        version.describe(description, now());
        return version;
    }

    /** Sets a tag. @throws io.countersign.platform.problem.ProblemException (not found) for an unknown version */
    public void tag(VersionId id, String key, String value, Actor actor) {
        Names.tag(key, value);
        ModelVersion version = models.lock(id);
        audit.append(
                actor,
                event("model-version.tag-set", version)
                        .fact("key", key)
                        .disclose("before", version.tags().get(key))
                        .disclose("after", value)
                        .build());
        version.tag(key, value);
    }

    /** Versions by filter, those touched last first unless asked otherwise. */
    public Page<ModelVersion> search(Search search) {
        String ties = (search.orderBy().isEmpty() ? "v.updatedAt desc, " : "") + "m.name, v.number desc";
        return search.run(
                entities,
                ModelVersion.class,
                "select v from ModelVersion v join fetch v.model m where v.deletedAt is null",
                FILTERS,
                ORDERS,
                ties);
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

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }
}
