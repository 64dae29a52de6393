package io.countersign.registry.control;

import io.countersign.audit.AuditEvent;
import io.countersign.audit.AuditLog;
import io.countersign.audit.Subject;
import io.countersign.platform.actor.Actor;
import io.countersign.platform.mlflow.MlflowException;
import io.countersign.platform.problem.ProblemException;
import io.countersign.registry.VersionId;
import io.countersign.registry.entity.ModelVersion;
import io.countersign.registry.entity.RegisteredModel;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;

/** Points aliases at versions. A protected alias moves only through a request. */
@ApplicationScoped
@Transactional
public class Aliases {
    @PersistenceContext(unitName = "registry")
    EntityManager entities;

    @Inject
    Models models;

    @Inject
    Stages stages;

    @Inject
    AuditLog audit;

    /** Points the alias at the version. @throws ProblemException (not found) for an unknown version, (forbidden) for a protected alias */
    public void point(String alias, VersionId id, Actor actor) {
        requireOpen(Names.alias(alias));
        ModelVersion version = models.lock(id);
        Integer before = version.model().pointAlias(alias, version.number());
        if (before == null || before != version.number()) {
            audit.append(
                    actor,
                    event("alias.set", id.model(), alias)
                            .fact("before", before)
                            .fact("after", version.number())
                            .build());
        }
    }

    /** Takes the alias away, if it is there. @throws ProblemException (not found) for an unknown model, (forbidden) for a protected alias */
    public void drop(String model, String alias, Actor actor) {
        requireOpen(Names.alias(alias));
        RegisteredModel locked = models.lock(model);
        Integer before = locked.dropAlias(alias);
        if (before != null) {
            audit.append(
                    actor,
                    event("alias.deleted", model, alias).fact("before", before).build());
        }
    }

    /** The version that the alias points at. @throws MlflowException (invalid parameter) when there is none */
    public ModelVersion resolve(String model, String alias) {
        return entities.createQuery(
                        "select v from ModelVersion v join fetch v.model m join m.aliases a"
                                + " where m.name = :model and key(a) = :alias and v.number = value(a)"
                                + " and v.deletedAt is null",
                        ModelVersion.class)
                .setParameter("model", model)
                .setParameter("alias", alias)
                .getResultStream()
                .findFirst()
                .orElseThrow(() -> MlflowException.invalid("Registered model alias " + alias + " not found."));
    }

    private void requireOpen(String alias) {
        if (stages.protectsAlias(alias)) {
            throw ProblemException.forbidden("The alias '" + alias
                    + "' is protected: it moves with a promotion request that is approved, not by a direct call");
        }
    }

    private static AuditEvent.Builder event(String action, String model, String alias) {
        return AuditEvent.of(action, new Subject("registered-model", model)).fact("alias", alias);
    }
}
