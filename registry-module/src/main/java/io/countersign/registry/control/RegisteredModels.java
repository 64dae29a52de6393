package io.countersign.registry.control;

import io.countersign.audit.AuditEvent;
import io.countersign.audit.AuditLog;
import io.countersign.audit.EntryId;
import io.countersign.audit.Subject;
import io.countersign.platform.actor.Actor;
import io.countersign.platform.mlflow.MlflowException;
import io.countersign.platform.paging.Page;
import io.countersign.registry.entity.RegisteredModel;
import io.countersign.tracking.Lineage;
import io.countersign.tracking.LineageNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hibernate.exception.ConstraintViolationException;
import org.jspecify.annotations.Nullable;

/** Keeps registered models. */
@ApplicationScoped
@Transactional
public class RegisteredModels {
    @PersistenceContext(unitName = "registry")
    EntityManager entities;

    @Inject
    Models models;

    @Inject
    AuditLog audit;

    @Inject
    RegistryDatabase database;

    @Inject
    Keeping keeping;

    @Inject
    RegistryEvents events;

    @Inject
    Lineage lineage;

    /** Begins a line of versions. @throws MlflowException (already exists, or invalid parameter) */
    public RegisteredModel create(String name, String description, Map<String, String> tags, Actor actor) {
        Names.model(name);
        Names.description(description);
        Names.tags(tags);
        VisibleModels.requireWrite(actor, name);
        if (models.find(name).isPresent()) {
            throw taken(name);
        }
        AuditEvent.Builder event = event("registered-model.created", name).disclose("description", description);
        tags.forEach((key, value) -> event.disclose("tag " + key, value));
        EntryId entry = audit.append(actor, event.build());
        RegisteredModel model = new RegisteredModel(name, description, tags, actor, entry, RegistryDatabase.now());
        try {
            entities.persist(model);
            entities.flush();
        } catch (ConstraintViolationException sameName) {
            throw taken(name);
        }
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("name", name);
        data.put("tags", tags);
        data.put("description", description);
        tell(RegistryEvent.Kind.MODEL_CREATED, model, data);
        return model;
    }

    /**
     * Gives a model another name.
     *
     * @throws io.countersign.platform.problem.ProblemException (not found), (forbidden) when a version was in a guarded stage
     *     or an alias is protected, (conflict) with an open request
     * @throws MlflowException (already exists, or invalid parameter)
     */
    public RegisteredModel rename(String name, String newName, Actor actor) {
        VisibleModels.requireWrite(actor, name);
        VisibleModels.requireWrite(actor, Names.model(newName));
        RegisteredModel model = models.lock(name);
        if (models.find(newName).isPresent()) {
            throw taken(newName);
        }
        keeping.requireMovable(model, "renamed");
        audit.append(
                actor,
                event("registered-model.renamed", name)
                        .fact("before", name)
                        .fact("after", newName)
                        .build());
        try {
            model.rename(newName, RegistryDatabase.now());
            entities.flush();
            models.versions(model)
                    .forEach(version -> lineage.renamed(
                            LineageNode.modelVersion(name, version.number()),
                            LineageNode.modelVersion(newName, version.number())));
        } catch (ConstraintViolationException sameName) {
            throw taken(newName);
        }
        return model;
    }

    /**
     * Deletes a model with all its versions and aliases; their history stays in the ledger.
     *
     * @throws io.countersign.platform.problem.ProblemException (not found), (forbidden) when a version was in a guarded stage
     *     or an alias is protected, (conflict) with an open request
     */
    public void delete(String name, Actor actor) {
        VisibleModels.requireWrite(actor, name);
        RegisteredModel model = models.lock(name);
        keeping.requireMovable(model, "deleted");
        Instant now = RegistryDatabase.now();
        int versions = database.update(
                "UPDATE registry.model_version SET deleted_at = ?, updated_at = ? WHERE model_id = ? AND deleted_at IS NULL",
                now,
                now,
                model.id());
        audit.append(
                actor,
                event("registered-model.deleted", name)
                        .fact("versions", versions)
                        .fact("aliases", List.copyOf(model.aliases().keySet()))
                        .build());
        model.delete(now);
        entities.flush();
    }

    /** Replaces the description. @throws io.countersign.platform.problem.ProblemException (not found) for an unknown model */
    public RegisteredModel describe(String name, String description, Actor actor) {
        Names.description(description);
        VisibleModels.requireWrite(actor, name);
        RegisteredModel model = models.lock(name);
        audit.append(
                actor,
                event("registered-model.updated", name)
                        .disclose("before", model.description())
                        .disclose("after", description)
                        .build());
        model.describe(description, RegistryDatabase.now());
        return model;
    }

    /** Sets a tag. @throws io.countersign.platform.problem.ProblemException (not found) for an unknown model */
    public void tag(String name, String key, String value, Actor actor) {
        Names.tag(key, value);
        VisibleModels.requireWrite(actor, name);
        RegisteredModel model = models.lock(name);
        audit.append(
                actor,
                event("registered-model.tag-set", name)
                        .fact("key", key)
                        .disclose("before", before(model, key))
                        .disclose("after", value)
                        .build());
        model.tag(key, value);
        tell(RegistryEvent.Kind.MODEL_TAG_SET, model, Map.of("name", name, "key", key, "value", value));
    }

    /** Takes a tag away, if it is there. @throws io.countersign.platform.problem.ProblemException (not found) for an unknown model */
    public void untag(String name, String key, Actor actor) {
        VisibleModels.requireWrite(actor, name);
        RegisteredModel model = models.lock(name);
        String before = model.untag(key);
        if (before != null) {
            audit.append(
                    actor,
                    event("registered-model.tag-deleted", name)
                            .fact("key", key)
                            .disclose("before", before)
                            .build());
            tell(RegistryEvent.Kind.MODEL_TAG_DELETED, model, Map.of("name", name, "key", key));
        }
    }

    /** Models by filter, in order of name unless asked otherwise; out of the actor's reach none. */
    public Page<RegisteredModel> search(Search search, Actor actor) {
        Page<UUID> ids = search.run(
                SearchedKind.MODELS,
                VisibleModels.to(actor),
                "m.name, m.id",
                (end, arguments) -> database.list(
                        "SELECT m.id FROM registry.registered_model m WHERE m.deleted_at IS NULL" + end,
                        row -> row.getObject(1, UUID.class),
                        arguments));
        Map<UUID, RegisteredModel> found = models.withIds(ids.items()).stream()
                .collect(Collectors.toMap(RegisteredModel::id, Function.identity()));
        return new Page<>(
                ids.items().stream().map(found::get).filter(Objects::nonNull).toList(), ids.nextPageToken());
    }

    private void tell(RegistryEvent.Kind kind, RegisteredModel model, Map<String, Object> data) {
        events.happened(new RegistryEvent(kind, model.name(), null, model.isPrompt(), data));
    }

    private static @Nullable String before(RegisteredModel model, String key) {
        return model.tags().get(key);
    }

    private static AuditEvent.Builder event(String action, String name) {
        return AuditEvent.of(action, new Subject("registered-model", name));
    }

    private static MlflowException taken(String name) {
        return MlflowException.alreadyExists("Registered Model (name=" + name + ") already exists.");
    }
}
