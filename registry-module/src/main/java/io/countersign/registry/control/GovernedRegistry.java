package io.countersign.registry.control;

import io.countersign.audit.EntryId;
import io.countersign.platform.actor.Actor;
import io.countersign.platform.problem.ProblemException;
import io.countersign.platform.problem.ProblemType;
import io.countersign.registry.Obstacle;
import io.countersign.registry.RegisteredVersion;
import io.countersign.registry.Registry;
import io.countersign.registry.TargetKind;
import io.countersign.registry.TransitionDecision;
import io.countersign.registry.TransitionDemand;
import io.countersign.registry.TransitionIntent;
import io.countersign.registry.VersionId;
import io.countersign.registry.control.DecisionCheck.Refusal;
import io.countersign.registry.control.DecisionCheck.Situation;
import io.countersign.registry.entity.ArtifactBinding;
import io.countersign.registry.entity.DemandOutcome;
import io.countersign.registry.entity.ModelVersion;
import io.countersign.registry.entity.PinnedDemand;
import io.countersign.registry.inventory.Inventory;
import io.countersign.tracking.Tracking;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What approvals may ask of the registry; the last check before a guarded stage is entered. */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
public class GovernedRegistry implements Registry {
    /** Forbidden rather than unprocessable: a refusal by policy is on record, and MLflow's clients do not repeat it. */
    private static final ProblemType OBSTACLES = new ProblemType(
            "inventory-incomplete", "Something is missing before this can be promoted", ProblemType.Category.FORBIDDEN);

    @PersistenceContext(unitName = "registry")
    EntityManager entities;

    @Inject
    Models models;

    @Inject
    Stages stages;

    @Inject
    GuardedMoves guardedMoves;

    @Inject
    Guards guards;

    @Inject
    Tracking tracking;

    @Inject
    Bytes bytes;

    @Inject
    Inventory inventory;

    @Inject
    RegistryEvents events;

    @Override
    public Optional<RegisteredVersion> version(VersionId id) {
        return models.find(id).map(ModelVersion::view);
    }

    @Override
    public String canonicalStage(String stage) {
        return stages.named(stage).name();
    }

    @Override
    public boolean guarded(String canonicalStage) {
        return stages.named(canonicalStage).guardedBy().isPresent();
    }

    @Override
    public Optional<RegisteredVersion> occupant(String model, String canonicalStage) {
        return models.find(model).flatMap(found -> models.inStage(found, canonicalStage).stream()
                .findFirst()
                .map(ModelVersion::view));
    }

    @Override
    public Optional<RegisteredVersion> aliased(String model, String alias) {
        return models.find(model)
                .map(found -> found.aliases().get(alias))
                .flatMap(number -> models.find(new VersionId(model, number)))
                .map(ModelVersion::view);
    }

    @Override
    public boolean protectsAlias(String alias) {
        return stages.protectsAlias(alias);
    }

    @Override
    public int tierOf(String model) {
        return inventory.tierOf(model);
    }

    @Override
    public List<Obstacle> obstacles(VersionId id, String canonicalStage) {
        return guarded(canonicalStage) ? obstacles(id) : List.of();
    }

    @Override
    public List<Obstacle> obstacles(TransitionIntent intent) {
        return guarded(intent) ? obstacles(intent.version()) : List.of();
    }

    private boolean guarded(TransitionIntent intent) {
        return switch (intent.kind()) {
            case STAGE -> guarded(intent.targetStage());
            case ALIAS -> protectsAlias(intent.targetStage());
            case ALIAS_REMOVAL -> false;
        };
    }

    private List<Obstacle> obstacles(VersionId id) {
        return obstacles(id, models.find(id));
    }

    private List<Obstacle> obstacles(VersionId id, Optional<ModelVersion> version) {
        List<Obstacle> obstacles = new ArrayList<>(inventory.missing(id.model()));
        version.filter(ModelVersion::broken)
                .ifPresent(broken -> obstacles.add(new Obstacle(
                        "broken-bytes", "", "The bytes of version " + id + " are not those that were registered")));
        return List.copyOf(obstacles);
    }

    @Override
    public void guard(String canonicalStage, @Nullable String policy, Actor actor) {
        guards.guard(canonicalStage, policy, actor);
    }

    @Override
    public void protectAlias(String alias, boolean isProtected, Actor actor) {
        guards.protectAlias(alias, isProtected, actor);
    }

    @Override
    public void pin(TransitionDemand demand, Actor actor) {
        ModelVersion version = models.lock(demand.intent().version());
        if (entities.find(PinnedDemand.class, demand.requestId()) != null) {
            throw ProblemException.conflict("Request " + demand.requestId() + " has pinned its demand already");
        }
        String from = guardedMoves.standing(version, demand.intent());
        guardedMoves.requireMeaning(version, demand.intent());
        requireNothingInTheWay(demand.intent(), version);
        DemandForm.check(
                demand, version, version.run().flatMap(tracking::startedBy).orElse(null));
        String rootDigest = version.binding()
                .orElseThrow(() -> ProblemException.conflict("Version " + version.id()
                        + " is not bound to bytes kept here and cannot enter a guarded stage"))
                .manifest()
                .rootDigest();
        entities.persist(new PinnedDemand(demand, version, from, rootDigest, Instant.now()));
        entities.flush();
        tell(demand.intent(), version);
    }

    private void requireNothingInTheWay(TransitionIntent intent, ModelVersion version) {
        List<Obstacle> obstacles = guarded(intent) ? obstacles(intent.version(), Optional.of(version)) : List.of();
        if (!obstacles.isEmpty()) {
            throw new ProblemException(
                    OBSTACLES,
                    "Version " + intent.version() + " cannot enter " + intent.targetStage() + ": "
                            + obstacles.stream().map(Obstacle::text).collect(Collectors.joining("; ")),
                    Map.of("obstacles", obstacles));
        }
    }

    private void tell(TransitionIntent intent, ModelVersion version) {
        if (intent.kind() == TargetKind.STAGE) {
            events.happened(new RegistryEvent(
                    RegistryEvent.Kind.REQUEST_CREATED,
                    version.model().name(),
                    version.number(),
                    version.model().isPrompt(),
                    Map.of(
                            "name", version.model().name(),
                            "version", Integer.toString(version.number()),
                            "to_stage", intent.targetStage(),
                            "from_stage", version.stage())));
        }
    }

    @Override
    public EntryId apply(TransitionDecision decision, Actor actor) {
        PinnedDemand pinned = pinned(decision.requestId());
        TransitionDemand demand = pinned.demand();
        models.lock(demand.intent().version().model());
        entities.refresh(pinned.version());
        ModelVersion version = pinned.version();
        Optional<Refusal> refusal = DecisionCheck.refusal(demand, decision, situation(pinned, demand, version));
        if (refusal.isPresent()) {
            throw refused(demand, refusal.get());
        }
        EntryId entry = guardedMoves.carryOut(version, demand, actor);
        entities.persist(DemandOutcome.applied(demand.requestId(), Instant.now(), entry));
        entities.flush();
        return entry;
    }

    @Override
    public void close(UUID requestId, String outcome, Actor actor) {
        PinnedDemand pinned = pinned(requestId);
        models.lock(pinned.version().model().name());
        String before = outcome(requestId);
        if (before != null) {
            throw ProblemException.conflict("Request " + requestId + " has ended already: " + before);
        }
        entities.persist(DemandOutcome.closed(requestId, outcome, Instant.now()));
        entities.flush();
    }

    private Situation situation(PinnedDemand pinned, TransitionDemand demand, ModelVersion version) {
        boolean sealHolds = version.run()
                .map(run -> tracking.sealHolds(run, demand.sealDigest()))
                .orElse(demand.sealDigest().isEmpty());
        return new Situation(
                outcome(demand.requestId()),
                pinned.fromStage(),
                version.deleted() ? null : guardedMoves.standing(version, demand.intent()),
                sealHolds,
                bytesHold(pinned, version),
                guardedMoves.targetTaken(version, demand.intent()),
                Instant.now());
    }

    private boolean bytesHold(PinnedDemand pinned, ModelVersion version) {
        return !version.broken()
                && version.binding()
                        .filter(binding -> binding.manifest().rootDigest().equals(pinned.rootDigest()))
                        .map(this::unchanged)
                        .orElse(false);
    }

    private boolean unchanged(ArtifactBinding binding) {
        try {
            return bytes.now(binding).sameFiles(binding.manifest());
        } catch (ProblemException gone) {
            // The run or its artifacts are no longer there: the transaction is lost, and the refusal says why.
            return false;
        }
    }

    private PinnedDemand pinned(UUID requestId) {
        PinnedDemand pinned = entities.find(PinnedDemand.class, requestId);
        if (pinned == null) {
            throw ProblemException.notFound("Request " + requestId + " has pinned no demand");
        }
        return pinned;
    }

    private @Nullable String outcome(UUID requestId) {
        return entities
                .createQuery("select o.outcome from DemandOutcome o where o.requestId = :request", String.class)
                .setParameter("request", requestId)
                .getResultList()
                .stream()
                .findFirst()
                .orElse(null);
    }

    private static ProblemException refused(TransitionDemand demand, Refusal refusal) {
        return new ProblemException(
                refusal.concernsPersons() ? ProblemType.FORBIDDEN : ProblemType.CONFLICT,
                "The transition of request " + demand.requestId() + " cannot be applied: " + refusal.detail(),
                Map.of("check", refusal.check().name().toLowerCase(Locale.ROOT).replace('_', '-')));
    }
}
