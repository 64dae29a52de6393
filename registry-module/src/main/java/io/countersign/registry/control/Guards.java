package io.countersign.registry.control;

import io.countersign.audit.AuditEvent;
import io.countersign.audit.AuditLog;
import io.countersign.audit.EntryId;
import io.countersign.audit.Subject;
import io.countersign.platform.actor.Actor;
import io.countersign.platform.id.Ids;
import io.countersign.registry.entity.Stage;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Moves guards of stages and protections of aliases, as a reviewed policy change says. */
@ApplicationScoped
public class Guards {
    @PersistenceContext(unitName = "registry")
    EntityManager entities;

    @Inject
    Stages stages;

    @Inject
    AuditLog audit;

    void guard(String canonicalStage, @Nullable String policy, Actor actor) {
        Stage stage = stages.named(canonicalStage);
        String before = stage.guardedBy().orElse("");
        entities.createNativeQuery("update registry.stage set guarded_by = :policy where name = :name")
                .setParameter("policy", policy)
                .setParameter("name", stage.name())
                .executeUpdate();
        entities.refresh(stage);
        EntryId entry = audit.append(
                actor,
                AuditEvent.of("stage.guard-changed", new Subject("stage", stage.name()))
                        .fact("before", before)
                        .fact("after", policy == null ? "" : policy)
                        .build());
        record("stage", stage.name(), entry);
    }

    void protectAlias(String alias, boolean isProtected, Actor actor) {
        String name = Names.alias(alias).toLowerCase(Locale.ROOT);
        if (stages.protectsAlias(name) == isProtected) {
            return;
        }
        entities.createNativeQuery(
                        isProtected
                                ? "insert into registry.protected_alias (alias) values (:alias)"
                                : "delete from registry.protected_alias where alias = :alias")
                .setParameter("alias", name)
                .executeUpdate();
        entities.clear();
        EntryId entry = audit.append(
                actor,
                AuditEvent.of(isProtected ? "alias.protected" : "alias.unprotected", new Subject("alias", name))
                        .build());
        record("protected-alias", name, entry);
    }

    /** Without this row the database refuses to loosen what guards (triggers {@code guard_loosened}, {@code protection_ended}). */
    private void record(String kind, String subject, EntryId entry) {
        entities.createNativeQuery("insert into registry.guard_change (id, kind, subject, at, entry_id)"
                        + " values (:id, :kind, :subject, :at, :entry)")
                .setParameter("id", Ids.next())
                .setParameter("kind", kind)
                .setParameter("subject", subject)
                .setParameter("at", Instant.now())
                .setParameter("entry", entry.value())
                .executeUpdate();
    }
}
