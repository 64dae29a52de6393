package io.countersign.approvals.control;

import io.countersign.approvals.engine.PromotionProcess;
import io.countersign.approvals.engine.PromotionSteps;
import io.countersign.approvals.entity.Frozen;
import io.countersign.approvals.entity.Intent;
import io.countersign.approvals.entity.Involved;
import io.countersign.approvals.entity.Promotion;
import io.countersign.audit.AuditEvent;
import io.countersign.audit.LedgerHealth;
import io.countersign.platform.actor.Actor;
import io.countersign.platform.config.Settings;
import io.countersign.platform.id.Ids;
import io.countersign.platform.problem.ProblemException;
import io.countersign.registry.GateAnswer;
import io.countersign.registry.PromotionGate;
import io.countersign.registry.Registry;
import io.countersign.registry.TransitionIntent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Opens a promotion request, or answers as before to who asks again; in a transaction of its own. */
@ApplicationScoped
@Transactional(Transactional.TxType.REQUIRES_NEW)
public class OpenPromotion implements PromotionGate {

    @Inject
    LedgerHealth ledger;

    @Inject
    Locks locks;

    @Inject
    Assessments assessments;

    @Inject
    Promotions promotions;

    @Inject
    Trail trail;

    @Inject
    Registry registry;

    @Inject
    PromotionProcess process;

    @Inject
    PromotionSteps steps;

    @Inject
    Settings settings;

    @Override
    public GateAnswer ask(TransitionIntent intent, Actor actor) {
        return open(intent, actor).answer();
    }

    /** As {@link #ask}; the stage may be given in any case here, and says whether the request is a new one. */
    public OpenedPromotion open(TransitionIntent asked, Actor actor) {
        ledger.requireHealthy();
        RequestRules.requireMayAsk(actor);
        Intent intent = guarded(asked);
        locks.intent(intent);
        Optional<Promotion> open = promotions.openFor(intent);
        if (open.isPresent()) {
            return again(open.get(), intent);
        }
        Assessment assessment = assessments.assess(intent, actor);
        Frozen frozen = EvidenceForm.freeze(assessment);
        return assessment.passed()
                ? begin(request(assessment, frozen, actor), actor)
                : refuse(assessment, frozen, actor);
    }

    private Intent guarded(TransitionIntent asked) {
        String stage = registry.canonicalStage(asked.targetStage());
        if (!registry.guarded(stage)) {
            throw ProblemException.conflict("No policy guards entry to " + stage + ": move the version there directly");
        }
        return Intent.of(new TransitionIntent(asked.version(), stage, asked.archiveExisting(), asked.rationale()));
    }

    private OpenedPromotion again(Promotion open, Intent intent) {
        if (open.intent().archiveExisting() != intent.archiveExisting()) {
            throw ProblemException.conflict("Promotion request " + open.id() + " for "
                    + intent.text() + " is open with archiveExisting="
                    + open.intent().archiveExisting()
                    + "; withdraw it to ask for something else");
        }
        return pending(open, false);
    }

    private static Promotion request(Assessment assessment, Frozen frozen, Actor actor) {
        Involved involved = assessment.involved(actor);
        return Promotion.open(
                Ids.next(),
                assessment.intent(),
                involved,
                assessment.policy(),
                frozen,
                assessment.assessed(),
                Instant.now());
    }

    private OpenedPromotion begin(Promotion promotion, Actor actor) {
        promotions.add(promotion);
        trail.append(promotion, actor, requested("promotion.requested", promotion));
        registry.pin(Decisions.demand(promotion), actor);
        if (promotion.requiredSignOffs().isEmpty()) {
            steps.apply(promotion.id(), actor);
            return new OpenedPromotion(promotion.id(), true, new GateAnswer.Applied(promotion.id()));
        }
        process.start(promotion.id(), actor);
        return pending(promotion, true);
    }

    /** Evidence that was refused is refused again under the same request; no second one is made of the same facts. */
    private OpenedPromotion refuse(Assessment assessment, Frozen frozen, Actor actor) {
        Optional<Promotion> same = promotions
                .newestRefusal(assessment.intent())
                .filter(refusal -> refusal.frozen().digest().equals(frozen.digest()));
        if (same.isPresent()) {
            return refused(same.get(), false);
        }
        Promotion promotion = request(assessment, frozen, actor);
        promotion.refuse(GateMessages.failures(promotion), promotion.requestedAt());
        promotions.add(promotion);
        trail.append(promotion, actor, requested("promotion.refused", promotion));
        return refused(promotion, true);
    }

    private static AuditEvent requested(String action, Promotion promotion) {
        return Decisions.asked(Trail.event(action, promotion), promotion)
                .disclose("rationale", promotion.intent().rationale())
                .build();
    }

    private OpenedPromotion pending(Promotion promotion, boolean fresh) {
        UUID id = promotion.id();
        var missing = Progress.of(promotion, promotions.signOffs(id)).missing();
        return new OpenedPromotion(
                id, fresh, new GateAnswer.Pending(id, GateMessages.pending(promotion, missing, publicUrl())));
    }

    private OpenedPromotion refused(Promotion promotion, boolean fresh) {
        UUID id = promotion.id();
        return new OpenedPromotion(id, fresh, new GateAnswer.Refused(id, GateMessages.refused(promotion, publicUrl())));
    }

    private String publicUrl() {
        return settings.required("countersign.public.url").replaceFirst("/+$", "");
    }
}
