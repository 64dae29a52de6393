package io.countersign.registry.control;

import io.countersign.audit.AuditEvent;
import io.countersign.audit.AuditLog;
import io.countersign.audit.EntryId;
import io.countersign.audit.Subject;
import io.countersign.platform.actor.Actor;
import io.countersign.platform.mlflow.MlflowException;
import io.countersign.platform.paging.Page;
import io.countersign.registry.entity.RegisteredModel;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.hibernate.exception.ConstraintViolationException;
import org.jspecify.annotations.Nullable;

/** Keeps registered models. */
@ApplicationScoped
@Transactional
public class RegisteredModels {
    private static final Map<String, String> FILTERS = Map.of("name", "m.name");
    private static final Map<String, String> ORDERS =
            Map.of("name", "m.name", "timestamp", "m.updatedAt", "last_updated_timestamp", "m.updatedAt");

    @PersistenceContext(unitName = "registry")
    EntityManager entities;

    @Inject
    Models models;

    @Inject
    AuditLog audit;

    /** Begins a line of versions. @throws MlflowException (already exists, or invalid parameter) */
    public RegisteredModel create(String name, String description, Map<String, String> tags, Actor actor) {
        Names.model(name);
        Names.description(description);
        Names.tags(tags);
        if (models.find(name).isPresent()) {
            throw taken(name);
        }
        AuditEvent.Builder event = event("registered-model.created", name).disclose("description", description);
        tags.forEach((key, value) -> event.disclose("tag " + key, value));
        EntryId entry = audit.append(actor, event.build());
        RegisteredModel model = new RegisteredModel(name, description, tags, actor, entry, now());
        try {
            entities.persist(model);
            entities.flush();
        } catch (ConstraintViolationException sameName) {
            throw taken(name);
        }
        return model;
    }

    /** Replaces the description. @throws io.countersign.platform.problem.ProblemException (not found) for an unknown model */
    public RegisteredModel describe(String name, String description, Actor actor) {
        Names.description(description);
        RegisteredModel model = models.lock(name);
        audit.append(
                actor,
                event("registered-model.updated", name)
                        .disclose("before", model.description())
                        .disclose("after", description)
                        .build());
        model.describe(description, now());
        return model;
    }

    /** Sets a tag. @throws io.countersign.platform.problem.ProblemException (not found) for an unknown model */
    public void tag(String name, String key, String value, Actor actor) {
        Names.tag(key, value);
        RegisteredModel model = models.lock(name);
        audit.append(
                actor,
                event("registered-model.tag-set", name)
                        .fact("key", key)
                        .disclose("before", before(model, key))
                        .disclose("after", value)
                        .build());
        model.tag(key, value);
    }

    /** Models by filter, in order of name unless asked otherwise. */
    public Page<RegisteredModel> search(Search search) {
        return search.run(
                entities,
                RegisteredModel.class,
                "select m from RegisteredModel m where 1 = 1",
                FILTERS,
                ORDERS,
                "m.name, m.id");
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

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }
}
