package io.countersign.registry.control;

import io.countersign.audit.AuditEvent;
import io.countersign.audit.AuditLog;
import io.countersign.audit.EntryId;
import io.countersign.audit.Subject;
import io.countersign.platform.actor.Actor;
import io.countersign.platform.problem.ProblemException;
import io.countersign.registry.TransitionIntent;
import io.countersign.registry.VersionId;
import io.countersign.registry.entity.ModelVersion;
import io.countersign.registry.entity.Move;
import io.countersign.registry.entity.Stage;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Moves versions between stages. */
@ApplicationScoped
public class Transitions {
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

    /**
     * What a client asks for, with the canonical name of the stage.
     *
     * @throws ProblemException (invalid) for an unknown stage
     */
    @Transactional
    public TransitionIntent intent(VersionId version, String stage, boolean archiveExisting) {
        return new TransitionIntent(version, stages.named(stage).name(), archiveExisting, "");
    }

    /**
     * Carries out what nobody guards: entry to an unguarded stage, and leaving a guarded one, which loosens nothing.
     *
     * @return whether it is done; false when a policy guards entry and nothing was changed
     * @throws ProblemException (not found) for an unknown version, (invalid) when archiving what is there has no meaning in
     *     the stage, (conflict) when the stage takes one version only and is taken
     */
    @Transactional
    public boolean movedAtOnce(TransitionIntent intent, Actor actor) {
        VisibleModels.requireWrite(actor, intent.version().model());
        Stage target = stages.named(intent.targetStage());
        requireArchivable(target, intent.archiveExisting());
        ModelVersion version = models.lock(intent.version());
        boolean there = version.stage().equals(target.name());
        if (target.guardedBy().isPresent()) {
            return there;
        }
        List<ModelVersion> others = intent.archiveExisting() ? others(version, target) : List.of();
        if (!there && taken(version, target, intent.archiveExisting())) {
            throw ProblemException.conflict("Stage " + target.name() + " takes one version; another one is in it");
        }
        if (!there || !others.isEmpty()) {
            swap(version, target, others, null, actor);
        }
        return true;
    }

    /** Refuses "archive what is there now" for a stage whose versions are not in use. */
    public void requireArchivable(Stage target, boolean archiveExisting) {
        if (archiveExisting && !target.active()) {
            throw ProblemException.invalid("Model version transition cannot archive existing model versions because '"
                    + target.name() + "' is not an active stage.");
        }
    }

    /** Whether the stage takes one version only and another one is in it that is not to be archived. */
    boolean taken(ModelVersion version, Stage target, boolean archiveExisting) {
        return target.exclusive()
                && !archiveExisting
                && !others(version, target).isEmpty();
    }

    /** The other versions in the stage, newest first. */
    List<ModelVersion> others(ModelVersion version, Stage target) {
        return models.inStage(version.model(), target.name()).stream()
                .filter(other -> other.number() != version.number())
                .toList();
    }

    /**
     * Archives the leaving versions and lets the entering one in, one ledger entry each. The model must be locked.
     *
     * @return the entry of the version that enters
     */
    EntryId swap(ModelVersion entering, Stage target, List<ModelVersion> leaving, @Nullable UUID request, Actor actor) {
        Instant now = RegistryDatabase.now();
        Stage archived = stages.named(Stage.ARCHIVED);
        List<Integer> replaced = new ArrayList<>();
        for (ModelVersion left : leaving) {
            AuditEvent.Builder event =
                    event("model-version.archived", left, archived, request).fact("replacedBy", entering.number());
            EntryId entry = audit.append(actor, event.build());
            tell(left, archived);
            entities.persist(left.moveTo(archived, new Move(actor, now, request, entry)));
            replaced.add(left.number());
        }
        // The leaving version must be out before the index that says "never two" sees the entering one.
        entities.flush();
        AuditEvent.Builder event = event("model-version.transitioned", entering, target, request);
        EntryId entry = audit.append(
                actor, event.fact("archived", List.copyOf(replaced)).build());
        if (!entering.stage().equals(target.name())) {
            tell(entering, target);
            entities.persist(entering.moveTo(target, new Move(actor, now, request, entry)));
        }
        entities.flush();
        return entry;
    }

    private void tell(ModelVersion version, Stage target) {
        Map<String, Object> data = Map.of(
                "name", version.model().name(),
                "version", Integer.toString(version.number()),
                "from_stage", version.stage(),
                "to_stage", target.name());
        events.happened(new RegistryEvent(
                RegistryEvent.Kind.STAGE_CHANGED,
                version.model().name(),
                version.number(),
                version.model().isPrompt(),
                data));
    }

    private static AuditEvent.Builder event(String action, ModelVersion version, Stage target, @Nullable UUID request) {
        return AuditEvent.of(action, Subject.modelVersion(version.model().name(), version.number()))
                .fact("from", version.stage())
                .fact("to", target.name())
                .fact("promotion", request == null ? null : request.toString());
    }
}
