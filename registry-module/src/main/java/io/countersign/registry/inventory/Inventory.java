package io.countersign.registry.inventory;

import io.countersign.audit.AuditEvent;
import io.countersign.audit.AuditLog;
import io.countersign.audit.EntryId;
import io.countersign.audit.Subject;
import io.countersign.platform.actor.Actor;
import io.countersign.platform.actor.Role;
import io.countersign.platform.paging.Page;
import io.countersign.platform.paging.PageToken;
import io.countersign.platform.problem.ProblemException;
import io.countersign.platform.problem.ProblemType;
import io.countersign.registry.Obstacle;
import io.countersign.registry.RiskTiering;
import io.countersign.registry.control.Models;
import io.countersign.registry.control.RegistryDatabase;
import io.countersign.registry.control.VisibleModels;
import io.countersign.registry.entity.RegisteredModel;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Keeps the inventory: one entry for each model, revision by revision. */
@Dependent
@Transactional
public class Inventory {
    private static final Set<Role> WRITERS =
            Set.of(Role.MODEL_OWNER, Role.ENGINEER, Role.RISK_APPROVER, Role.VALIDATOR);
    /** Who says how material a model is; those who build it do not. */
    private static final Set<Role> SCORERS = Set.of(Role.MODEL_OWNER, Role.RISK_APPROVER);

    /** The tier of a model whose materiality nobody has assessed. */
    static final int UNASSESSED = 3;

    private final Models models;
    private final InventoryStore store;
    private final TierOverrides overrides;
    private final Documents documents;
    private final Instance<RiskTiering> tiering;
    private final AuditLog audit;

    @Inject
    public Inventory(
            Models models,
            InventoryStore store,
            TierOverrides overrides,
            Documents documents,
            Instance<RiskTiering> tiering,
            AuditLog audit) {
        this.models = models;
        this.store = store;
        this.overrides = overrides;
        this.documents = documents;
        this.tiering = tiering;
        this.audit = audit;
    }

    /**
     * An entry with what follows from it.
     *
     * @param entry null while nobody has written one
     * @param tier the tier that counts
     * @param tierSource {@code override}, {@code scored} or {@code unassessed}
     * @param missing what the tier asks for and is empty
     */
    public record Standing(
            String model, @Nullable InventoryEntry entry, int tier, String tierSource, List<Obstacle> missing) {}

    /** @throws ProblemException (not found), (forbidden) out of reach */
    public Standing of(String model, Actor actor) {
        models.model(model, actor);
        return standing(model, store.current(model).orElse(null));
    }

    /** Newest first. @throws ProblemException (not found), (forbidden) out of reach */
    public List<InventoryEntry> history(String model, Actor actor) {
        models.model(model, actor);
        return store.history(model);
    }

    /** Entries of the models in the actor's reach, by name; models without one are left out. */
    public Page<Standing> all(PageToken from, int size, Actor actor) {
        List<Standing> found = store.all(VisibleModels.to(actor), from.offset(), size + 1).stream()
                .map(entry -> standing(entry.model(), entry))
                .toList();
        return Page.of(found, from, size);
    }

    /**
     * Writes the next revision; the same fields again write nothing.
     *
     * @param basedOn revision that the writer saw, 0 for none; null to write whatever is there
     * @throws ProblemException (not found), (forbidden) out of reach or for scores by who may not give them, (conflict) when
     *     somebody else has written since
     */
    public Standing write(String model, InventoryFields fields, @Nullable Integer basedOn, Actor actor) {
        actor.requireOnModel(model, WRITERS);
        return put(model, fields, basedOn, actor);
    }

    /** Why the actor cannot write this, as a value: an exception would end the transaction of who asks about many. */
    Optional<String> refusal(String model, InventoryFields fields, Actor actor) {
        try {
            models.model(model, actor);
            actor.requireOnModel(model, WRITERS);
            requireMayScore(current(model), fields, actor);
            return Optional.empty();
        } catch (ProblemException refusal) {
            return Optional.of(refusal.detail());
        }
    }

    private InventoryFields current(String model) {
        return store.current(model).map(InventoryEntry::fields).orElse(InventoryFields.EMPTY);
    }

    /** A holder left: their duties are vacant, whoever says so. */
    void vacate(String model, InventoryFields fields, Actor actor) {
        put(model, fields, null, actor);
    }

    private Standing put(String model, InventoryFields fields, @Nullable Integer basedOn, Actor actor) {
        RegisteredModel locked = models.lock(model);
        Optional<InventoryEntry> before = store.current(model);
        int revision = before.map(InventoryEntry::revision).orElse(0);
        if (basedOn != null && basedOn != revision) {
            throw ProblemException.conflict("The inventory entry of " + model + " is at revision " + revision
                    + ", you changed revision " + basedOn);
        }
        String sha256 = Digests.ofJson(InventoryStore.json(fields));
        if (before.map(entry -> entry.sha256().equals(sha256)).orElse(false)) {
            return standing(model, before.orElseThrow());
        }
        requireMayScore(before.map(InventoryEntry::fields).orElse(InventoryFields.EMPTY), fields, actor);
        RiskTiering.TierDecision tier = scored(fields);
        Instant now = RegistryDatabase.now();
        EntryId entry = audit.append(
                actor,
                AuditEvent.of("inventory.updated", new Subject("registered-model", model))
                        .fact("revision", revision + 1)
                        .fact("digest", sha256)
                        .fact("tier", tier == null ? null : tier.tier())
                        .fact("tierTable", tier == null ? null : tier.table())
                        .disclose(
                                "before",
                                before.map(old -> InventoryStore.json(old.fields()))
                                        .orElse(""))
                        .disclose("after", InventoryStore.json(fields))
                        .build());
        InventoryEntry next = new InventoryEntry(
                model,
                revision + 1,
                fields,
                sha256,
                tier == null ? null : tier.tier(),
                tier == null ? "" : tier.table(),
                now,
                new Holder(actor.responsibleSubject(), actor.displayName()),
                entry);
        store.add(locked.id(), next);
        return standing(model, next);
    }

    /** The tier that counts now; 3 for a model that nobody has assessed. */
    public int tierOf(String model) {
        return tier(model, store.current(model).orElse(null)).tier();
    }

    /** What the model's tier asks for and is empty. */
    public List<Obstacle> missing(String model) {
        return standing(model, store.current(model).orElse(null)).missing();
    }

    private Standing standing(String model, @Nullable InventoryEntry entry) {
        Tier tier = tier(model, entry);
        List<Obstacle> missing = RequiredFields.missing(fields(entry), documents.sections(model), tier.tier());
        return new Standing(model, entry, tier.tier(), tier.source(), List.copyOf(missing));
    }

    private record Tier(int tier, String source) {}

    private Tier tier(String model, @Nullable InventoryEntry entry) {
        Integer scored = entry == null ? null : entry.scoredTier();
        return overrides
                .inForce(model, fields(entry))
                .map(override -> new Tier(override.tier(), "override"))
                .orElseGet(() -> scored != null ? new Tier(scored, "scored") : new Tier(UNASSESSED, "unassessed"));
    }

    private static InventoryFields fields(@Nullable InventoryEntry entry) {
        return entry == null ? InventoryFields.EMPTY : entry.fields();
    }

    private static void requireMayScore(InventoryFields before, InventoryFields after, Actor actor) {
        boolean same = Objects.equals(before.exposure(), after.exposure())
                && Objects.equals(before.purposeScore(), after.purposeScore())
                && Objects.equals(before.classification(), after.classification());
        if (!same && SCORERS.stream().noneMatch(actor::has)) {
            throw ProblemException.forbidden(
                    "Scores and classification of a model are given by its owner or a risk approver");
        }
    }

    private RiskTiering.@Nullable TierDecision scored(InventoryFields fields) {
        Integer exposure = fields.exposure();
        Integer purpose = fields.purposeScore();
        if (exposure == null || purpose == null) {
            return null;
        }
        if (!tiering.isResolvable()) {
            throw new ProblemException(ProblemType.UNAVAILABLE, "Nothing is there that decides the risk tier");
        }
        return tiering.get().tierOf(exposure, purpose);
    }
}
