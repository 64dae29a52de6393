package io.countersign.registry.inventory;

import io.countersign.audit.AuditEvent;
import io.countersign.audit.AuditLog;
import io.countersign.audit.EntryId;
import io.countersign.audit.Subject;
import io.countersign.platform.actor.Actor;
import io.countersign.platform.actor.Role;
import io.countersign.platform.id.Ids;
import io.countersign.platform.problem.ProblemException;
import io.countersign.registry.control.Models;
import io.countersign.registry.control.RegistryDatabase;
import io.countersign.registry.control.VisibleModels;
import io.countersign.registry.entity.RegisteredModel;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A tier other than the table's: asked for with a reason, in force once a second person, a risk approver, has approved it, and
 * only as long as the model's scores are those it was asked for.
 */
@Dependent
@Transactional
public class TierOverrides {
    private static final Set<Role> ASKERS = Set.of(Role.MODEL_OWNER, Role.RISK_APPROVER, Role.VALIDATOR);
    private static final Set<Role> DECIDERS = Set.of(Role.RISK_APPROVER);
    private static final String SELECT =
            "SELECT o.id, m.name, o.tier, o.reason, o.exposure, o.purpose_score, o.asked_at, o.asked_by, o.asked_by_name,"
                    + " d.approved, d.comment, d.at, d.by_subject, d.by_name"
                    + " FROM registry.tier_override o JOIN registry.registered_model m ON m.id = o.model_id"
                    + " LEFT JOIN registry.tier_override_decision d ON d.override_id = o.id WHERE ";

    private final RegistryDatabase database;
    private final Models models;
    private final InventoryStore store;
    private final AuditLog audit;

    @Inject
    public TierOverrides(RegistryDatabase database, Models models, InventoryStore store, AuditLog audit) {
        this.database = database;
        this.models = models;
        this.store = store;
        this.audit = audit;
    }

    /**
     * An override.
     *
     * @param approved null while nobody has decided
     */
    public record TierOverride(
            UUID id,
            String model,
            int tier,
            String reason,
            @Nullable Integer exposure,
            @Nullable Integer purposeScore,
            Instant askedAt,
            Holder askedBy,
            @Nullable Boolean approved,
            @Nullable String comment,
            @Nullable Instant decidedAt,
            @Nullable Holder decidedBy) {

        boolean speaksOf(InventoryFields fields) {
            return java.util.Objects.equals(exposure, fields.exposure())
                    && java.util.Objects.equals(purposeScore, fields.purposeScore());
        }
    }

    /** @throws ProblemException (not found), (forbidden), (invalid) without a reason or for no tier */
    public TierOverride ask(String model, int tier, String reason, Actor actor) {
        requirePerson(actor);
        actor.requireOnModel(model, ASKERS);
        if (tier < 1 || tier > 4 || reason.isBlank()) {
            throw ProblemException.invalid("An override names a tier from 1 to 4 and its reason");
        }
        RegisteredModel locked = models.lock(model);
        InventoryFields fields =
                store.current(model).map(InventoryEntry::fields).orElse(InventoryFields.EMPTY);
        UUID id = Ids.next();
        EntryId entry = audit.append(
                actor,
                event("tier-override.asked", model)
                        .fact("override", id.toString())
                        .fact("tier", tier)
                        .disclose("reason", reason)
                        .build());
        database.update(
                "INSERT INTO registry.tier_override (id, model_id, tier, reason, exposure, purpose_score, asked_at, asked_by,"
                        + " asked_by_name, entry_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                id,
                locked.id(),
                tier,
                reason,
                fields.exposure(),
                fields.purposeScore(),
                RegistryDatabase.now(),
                actor.responsibleSubject(),
                actor.displayName(),
                entry.value());
        return get(id);
    }

    /** @throws ProblemException (not found), (forbidden) for who asked, (conflict) when it is decided */
    public TierOverride decide(UUID id, boolean approved, String comment, Actor actor) {
        requirePerson(actor);
        TierOverride override = get(id);
        actor.requireOnModel(override.model(), DECIDERS);
        models.lock(override.model());
        if (override.askedBy().subject().equals(actor.responsibleSubject())) {
            throw ProblemException.forbidden("Who asked for an override of the tier cannot decide on it");
        }
        if (get(id).approved() != null) {
            throw ProblemException.conflict("The override is decided already");
        }
        EntryId entry = audit.append(
                actor,
                event(approved ? "tier-override.approved" : "tier-override.rejected", override.model())
                        .fact("override", id.toString())
                        .fact("tier", override.tier())
                        .disclose("comment", comment)
                        .build());
        database.update(
                "INSERT INTO registry.tier_override_decision (override_id, approved, comment, at, by_subject, by_name, entry_id)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?)",
                id,
                approved,
                comment,
                RegistryDatabase.now(),
                actor.responsibleSubject(),
                actor.displayName(),
                entry.value());
        return get(id);
    }

    /** Newest first. @throws ProblemException (forbidden) out of reach */
    public List<TierOverride> of(String model, Actor actor) {
        VisibleModels.requireRead(actor, model);
        return all(model);
    }

    /** The override in force for these fields. */
    Optional<TierOverride> inForce(String model, InventoryFields fields) {
        return all(model).stream()
                .filter(override -> Boolean.TRUE.equals(override.approved()))
                .findFirst()
                .filter(override -> override.speaksOf(fields));
    }

    private List<TierOverride> all(String model) {
        return database.list(
                SELECT + "m.name = ? AND m.deleted_at IS NULL ORDER BY o.id DESC", TierOverrides::read, model);
    }

    private TierOverride get(UUID id) {
        return database.first(SELECT + "o.id = ? AND m.deleted_at IS NULL", TierOverrides::read, id)
                .orElseThrow(() -> ProblemException.notFound("There is no override of a tier " + id));
    }

    private static void requirePerson(Actor actor) {
        if (!actor.isPerson()) {
            throw ProblemException.forbidden("Only a person asks for or decides on an override of the tier");
        }
    }

    private static TierOverride read(ResultSet row) throws SQLException {
        String decider = row.getString("by_subject");
        return new TierOverride(
                row.getObject("id", UUID.class),
                row.getString("name"),
                row.getInt("tier"),
                row.getString("reason"),
                row.getObject("exposure", Integer.class),
                row.getObject("purpose_score", Integer.class),
                RegistryDatabase.moment(row, "asked_at"),
                new Holder(row.getString("asked_by"), row.getString("asked_by_name")),
                row.getObject("approved", Boolean.class),
                row.getString("comment"),
                RegistryDatabase.instant(row, "at"),
                decider == null ? null : new Holder(decider, row.getString("by_name")));
    }

    private static AuditEvent.Builder event(String action, String model) {
        return AuditEvent.of(action, new Subject("registered-model", model));
    }
}
