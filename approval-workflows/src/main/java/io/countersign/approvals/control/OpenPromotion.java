package io.countersign.approvals.control;

import io.countersign.approvals.engine.GovernedProcesses;
import io.countersign.approvals.entity.Frozen;
import io.countersign.approvals.entity.Intent;
import io.countersign.approvals.entity.Promotion;
import io.countersign.approvals.entity.PromotionState;
import io.countersign.approvals.entity.RequestKind;
import io.countersign.audit.LedgerHealth;
import io.countersign.platform.actor.Actor;
import io.countersign.platform.config.Settings;
import io.countersign.platform.id.Ids;
import io.countersign.platform.problem.ProblemException;
import io.countersign.registry.GateAnswer;
import io.countersign.registry.PromotionGate;
import io.countersign.registry.Registry;
import io.countersign.registry.TargetKind;
import io.countersign.registry.TransitionIntent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Opens a governed request, or answers as before to who asks again; in a transaction of its own. */
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
    Admission admission;

    @Inject
    Promotions promotions;

    @Inject
    Trail trail;

    @Inject
    Registry registry;

    @Inject
    GovernedProcesses process;

    @Inject
    Supersession supersession;

    @Inject
    Times times;

    @Inject
    Settings settings;

    @Override
    public GateAnswer ask(TransitionIntent intent, Actor actor) {
        return open(Asking.promotion(intent), actor).answer();
    }

    /** As {@link #ask}; the stage may be given in any case here, and says whether the request is a new one. */
    public OpenedPromotion open(Asking asked, Actor actor) {
        ledger.requireHealthy();
        RequestRules.requireMayAsk(actor, asked);
        Intent intent = guarded(asked.intent());
        locks.intent(intent);
        Optional<Promotion> open = promotions.openFor(intent);
        if (open.isPresent()) {
            return again(open.get(), asked.kind(), intent);
        }
        admission.require(asked, intent);
        Assessment assessment = assessments.assess(asked, intent, actor);
        Frozen frozen = EvidenceForm.freeze(assessment);
        Optional<Promotion> refusal = sameRefusal(assessment, frozen);
        return refusal.isPresent()
                ? refused(refusal.get(), false)
                : begin(request(asked, assessment, frozen, actor), refuses(assessment), actor);
    }

    private Intent guarded(TransitionIntent asked) {
        if (asked.kind() != TargetKind.STAGE) {
            if (!registry.protectsAlias(asked.targetStage())) {
                throw ProblemException.conflict("The alias " + asked.targetStage() + " is free: move it directly");
            }
            return Intent.of(asked);
        }
        String stage = registry.canonicalStage(asked.targetStage());
        if (!registry.guarded(stage)) {
            throw ProblemException.conflict("No policy guards entry to " + stage + ": move the version there directly");
        }
        return Intent.of(new TransitionIntent(asked.version(), stage, asked.archiveExisting(), asked.rationale()));
    }

    private OpenedPromotion again(Promotion open, RequestKind kind, Intent intent) {
        if (open.intent().archiveExisting() != intent.archiveExisting() || open.kind() != kind) {
            throw ProblemException.conflict("Promotion request " + open.id() + " for "
                    + intent.text() + " is open as a " + open.kind().wireName() + " with archiveExisting="
                    + open.intent().archiveExisting()
                    + "; withdraw it to ask for something else");
        }
        return pending(open, false);
    }

    private static boolean refuses(Assessment assessment) {
        return assessment.kind() == RequestKind.PROMOTION && !assessment.passed() && !assessment.waivable();
    }

    /** Evidence that was refused is refused again under the same request; no second one is made of the same facts. */
    private Optional<Promotion> sameRefusal(Assessment assessment, Frozen frozen) {
        return refuses(assessment)
                ? promotions
                        .newestRefusal(assessment.intent())
                        .filter(refusal -> refusal.frozen().digest().equals(frozen.digest()))
                : Optional.empty();
    }

    private Promotion request(Asking asked, Assessment assessment, Frozen frozen, Actor actor) {
        return Promotion.open(
                Ids.next(),
                assessment.intent(),
                assessment.involved(actor),
                assessment.policy(),
                frozen,
                assessment.assessed(),
                new Promotion.Circumstances(
                        asked.kind(),
                        assessment.waivers(),
                        EvidenceForm.otherRuns(assessment),
                        promotions
                                .newestRejection(assessment.intent())
                                .map(Promotion::id)
                                .orElse(null)),
                times.now());
    }

    private OpenedPromotion begin(Promotion promotion, boolean refused, Actor actor) {
        promotions.add(promotion);
        if (!refused) {
            trail.append(promotion, actor, Decisions.asked("promotion.requested", promotion));
            supersession.of(promotion, actor);
            registry.pin(Decisions.demand(promotion), actor);
        }
        process.start(promotion.kind().process(), promotion.id(), actor);
        if (promotion.state() == PromotionState.REFUSED) {
            return refused(promotion, true);
        }
        return promotion.isOpen()
                ? pending(promotion, true)
                : new OpenedPromotion(promotion.id(), true, new GateAnswer.Applied(promotion.id()));
    }

    private OpenedPromotion pending(Promotion promotion, boolean fresh) {
        UUID id = promotion.id();
        var missing = Progress.of(promotion, fresh ? List.of() : promotions.signOffs(id))
                .missing();
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
