package io.countersign.registry.control;

import io.countersign.audit.AuditEvent;
import io.countersign.audit.AuditLog;
import io.countersign.audit.EntryId;
import io.countersign.audit.Subject;
import io.countersign.platform.actor.Actor;
import io.countersign.platform.problem.ProblemException;
import io.countersign.registry.TargetKind;
import io.countersign.registry.TransitionIntent;
import io.countersign.registry.VersionId;
import io.countersign.registry.entity.ModelVersion;
import io.countersign.registry.entity.RegisteredModel;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

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

    @Inject
    RegistryEvents events;

    /** Points the alias at the version. @throws ProblemException (not found) for an unknown version, (forbidden) for a protected alias */
    public void point(String alias, VersionId id, Actor actor) {
        VisibleModels.requireWrite(actor, id.model());
        Names.alias(alias);
        ModelVersion version = models.lock(id);
        if (Objects.equals(version.model().aliases().get(alias), version.number())) {
            return;
        }
        requireOpen(alias);
        Integer before = version.model().pointAlias(alias, version.number());
        if (before == null || before != version.number()) {
            audit.append(
                    actor,
                    event("alias.set", id.model(), alias)
                            .fact("before", before)
                            .fact("after", version.number())
                            .build());
            tell(RegistryEvent.Kind.ALIAS_CREATED, version.model(), alias, version.number());
        }
    }

    /** Takes the alias away, if it is there. @throws ProblemException (not found) for an unknown model, (forbidden) for a protected alias */
    public void drop(String model, String alias, Actor actor) {
        VisibleModels.requireWrite(actor, model);
        Names.alias(alias);
        RegisteredModel locked = models.lock(model);
        if (!locked.aliases().containsKey(alias)) {
            return;
        }
        requireOpen(alias);
        Integer before = locked.dropAlias(alias);
        if (before != null) {
            audit.append(
                    actor,
                    event("alias.deleted", model, alias).fact("before", before).build());
            tell(RegistryEvent.Kind.ALIAS_DELETED, locked, alias, null);
        }
    }

    /** As a demand that has been met says: the alias may be protected. @return the ledger entry */
    EntryId pointGuarded(String alias, ModelVersion version, UUID request, Actor actor) {
        Integer before = version.model().pointAlias(alias, version.number());
        tell(RegistryEvent.Kind.ALIAS_CREATED, version.model(), alias, version.number());
        return audit.append(
                actor,
                event("alias.set", version.model().name(), alias)
                        .fact("before", before)
                        .fact("after", version.number())
                        .fact("promotion", request.toString())
                        .build());
    }

    /** As a demand that has been met says: the alias may be protected. @return the ledger entry */
    EntryId dropGuarded(String alias, ModelVersion version, UUID request, Actor actor) {
        Integer before = version.model().dropAlias(alias);
        tell(RegistryEvent.Kind.ALIAS_DELETED, version.model(), alias, null);
        return audit.append(
                actor,
                event("alias.deleted", version.model().name(), alias)
                        .fact("before", before)
                        .fact("promotion", request.toString())
                        .build());
    }

    /**
     * What a call about a protected alias asks for; empty when the alias is free, or when nothing is left to do.
     *
     * @param version the version to point at; null to take the alias away
     * @throws ProblemException (not found) for an unknown model or version
     */
    public Optional<TransitionIntent> guarded(String model, String alias, @Nullable Integer version) {
        if (!stages.protectsAlias(Names.alias(alias))) {
            return Optional.empty();
        }
        Integer pointed = models.model(model).aliases().get(alias);
        if (version == null) {
            return Optional.ofNullable(pointed)
                    .map(number -> new TransitionIntent(
                            new VersionId(model, number), TargetKind.ALIAS_REMOVAL, alias, false, ""));
        }
        VersionId id = models.version(new VersionId(model, version)).id();
        return version.equals(pointed)
                ? Optional.empty()
                : Optional.of(new TransitionIntent(id, TargetKind.ALIAS, alias, false, ""));
    }

    private void tell(RegistryEvent.Kind kind, RegisteredModel model, String alias, @Nullable Integer version) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("name", model.name());
        data.put("alias", alias);
        if (version != null) {
            data.put("version", version.toString());
        }
        events.happened(new RegistryEvent(kind, model.name(), version, model.isPrompt(), data));
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
