package io.countersign.registry.control;

import io.countersign.platform.actor.Actor;
import io.countersign.platform.problem.ProblemException;
import io.countersign.registry.VersionId;
import io.countersign.registry.entity.ModelVersion;
import io.countersign.registry.entity.RegisteredModel;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** Finds models and versions; deleted ones are not found. All methods need a transaction. */
@ApplicationScoped
public class Models {
    @PersistenceContext(unitName = "registry")
    EntityManager entities;

    /** The model of that name. @throws ProblemException (not found) for an unknown model */
    public RegisteredModel model(String name) {
        return find(name)
                .orElseThrow(() -> ProblemException.notFound("Registered Model with name=" + name + " not found"));
    }

    /** The same, for who may see it. @throws ProblemException (forbidden) out of the actor's reach */
    public RegisteredModel model(String name, Actor actor) {
        VisibleModels.requireRead(actor, name);
        return model(name);
    }

    /** The version, for who may see it. @throws ProblemException (not found), (forbidden) out of the actor's reach */
    public ModelVersion version(VersionId id, Actor actor) {
        VisibleModels.requireRead(actor, id.model());
        return version(id);
    }

    public Optional<RegisteredModel> find(String name) {
        return entities
                .createQuery(
                        "select m from RegisteredModel m where m.name = :name and m.deletedAt is null",
                        RegisteredModel.class)
                .setParameter("name", name)
                .getResultList()
                .stream()
                .findFirst();
    }

    /**
     * The model with its row locked until the transaction ends, read afresh: whatever changes a model or its versions goes
     * through here first, so that numbers, stages and aliases change one after the other.
     *
     * @throws ProblemException (not found) for an unknown model
     */
    public RegisteredModel lock(String name) {
        RegisteredModel model = model(name);
        // Or what this transaction has changed already would be lost.
        entities.flush();
        entities.refresh(model, LockModeType.PESSIMISTIC_WRITE);
        return model;
    }

    /** The version. @throws ProblemException (not found) for an unknown or deleted version */
    public ModelVersion version(VersionId id) {
        return find(id).orElseThrow(() -> ProblemException.notFound(
                "Model Version (name=" + id.model() + ", version=" + id.version() + ") not found"));
    }

    public Optional<ModelVersion> find(VersionId id) {
        return entities
                .createQuery(
                        "select v from ModelVersion v join fetch v.model m"
                                + " where m.name = :model and m.deletedAt is null and v.number = :number and v.deletedAt is null",
                        ModelVersion.class)
                .setParameter("model", id.model())
                .setParameter("number", id.version())
                .getResultList()
                .stream()
                .findFirst();
    }

    /**
     * The version read afresh, its model's row locked.
     *
     * @throws ProblemException (not found) for an unknown or deleted version
     */
    public ModelVersion lock(VersionId id) {
        lock(id.model());
        ModelVersion version = version(id);
        entities.refresh(version);
        return version;
    }

    /** All versions of a model in a stage, newest first, read afresh. */
    public List<ModelVersion> inStage(RegisteredModel model, String stage) {
        List<ModelVersion> found = entities.createQuery(
                        "select v from ModelVersion v where v.model = :model and v.stage = :stage and v.deletedAt is null"
                                + " order by v.number desc",
                        ModelVersion.class)
                .setParameter("model", model)
                .setParameter("stage", stage)
                .getResultList();
        found.forEach(entities::refresh);
        return found.stream().filter(version -> version.stage().equals(stage)).toList();
    }

    /** All versions of a model, newest first. */
    public List<ModelVersion> versions(RegisteredModel model) {
        return entities.createQuery(
                        "select v from ModelVersion v where v.model = :model and v.deletedAt is null"
                                + " order by v.number desc",
                        ModelVersion.class)
                .setParameter("model", model)
                .getResultList();
    }

    /** Those with these row ids, in any order. */
    public List<RegisteredModel> withIds(Collection<UUID> ids) {
        return entities.createQuery("select m from RegisteredModel m where m.id in :ids", RegisteredModel.class)
                .setParameter("ids", ids)
                .getResultList();
    }

    /** How many versions each of these models has, by row id; one without versions is absent. */
    public Map<UUID, Long> counts(Collection<RegisteredModel> models) {
        if (models.isEmpty()) {
            return Map.of();
        }
        return entities.createQuery(
                        "select v.model.id, count(v) from ModelVersion v where v.model in :models and v.deletedAt is null"
                                + " group by v.model.id",
                        Object[].class)
                .setParameter("models", models)
                .getResultStream()
                .collect(Collectors.toMap(row -> (UUID) row[0], row -> (Long) row[1]));
    }
}
