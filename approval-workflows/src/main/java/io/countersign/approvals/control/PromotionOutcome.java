package io.countersign.approvals.control;

import io.countersign.approvals.entity.Approval;
import io.countersign.approvals.entity.Promotion;
import io.countersign.approvals.entity.RequestKind;
import io.countersign.approvals.entity.SignOff;
import io.countersign.audit.EntryId;
import io.countersign.platform.actor.Actor;
import io.countersign.platform.problem.ProblemException;
import io.countersign.platform.problem.ProblemType;
import io.countersign.registry.Registry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;

/** What becomes of a request when its process gets there. Joins the transaction of the act that led to it. */
@ApplicationScoped
public class PromotionOutcome {

    @Inject
    Promotions promotions;

    @Inject
    Registry registry;

    @Inject
    Approvals approvals;

    @Inject
    ReviewOutcome reviews;

    @Inject
    Trail trail;

    @Inject
    Times times;

    /** All have signed: applies the transition, and the approval begins. */
    Approval apply(UUID requestId, Actor actor) {
        Promotion promotion = promotions.lock(requestId);
        promotion.requireOpen();
        requireStillApproved(promotion);
        List<SignOff> signOffs = promotions.signOffs(requestId);
        EntryId transition = transition(promotion, signOffs, actor);
        promotion.approve(times.now());
        trail.cite(promotion, transition, "model-version.transitioned");
        Approval approval = approvals.begin(promotion, actor);
        trail.append(
                promotion,
                actor,
                Trail.event("promotion.approved", promotion)
                        .fact("request", promotion.kind().wireName())
                        .fact("signOffs", entries(signOffs))
                        .fact("transition", transition.toString())
                        .fact(
                                "validUntil",
                                approval.validUntil().map(Object::toString).orElse(null))
                        .build());
        if (promotion.kind() == RequestKind.EMERGENCY) {
            reviews.open(promotion);
        }
        return approval;
    }

    /** What a rollback goes back to must not have lapsed while sign-offs were waited for. */
    private void requireStillApproved(Promotion promotion) {
        if (promotion.kind() == RequestKind.ROLLBACK
                && approvals.goodEarlier(promotion.intent(), times.now()).isEmpty()) {
            throw new EvidenceChanged(promotion.id(), "the approval that it goes back to has lapsed");
        }
    }

    /** Somebody rejected: closes the request. */
    void reject(UUID requestId, Actor actor) {
        Promotion promotion = promotions.lock(requestId);
        List<SignOff> signOffs = promotions.signOffs(requestId);
        promotion.reject(reason(signOffs), times.now());
        registry.close(requestId, promotion.state().wireName(), actor);
        trail.append(
                promotion,
                actor,
                Trail.event("promotion.rejected", promotion)
                        .fact("signOffs", entries(signOffs))
                        .build());
    }

    /** The policy refuses it before anybody is asked; nothing was pinned. */
    void refuse(UUID requestId, Actor actor) {
        Promotion promotion = promotions.lock(requestId);
        promotion.refuse(GateMessages.failures(promotion), promotion.requestedAt());
        trail.append(promotion, actor, Decisions.asked("promotion.refused", promotion));
    }

    /** Nobody confirmed in time. */
    void expire(UUID requestId, Actor actor) {
        Promotion promotion = promotions.lock(requestId);
        promotion.expire("nobody confirmed it in time", times.now());
        registry.close(requestId, promotion.state().wireName(), actor);
        trail.append(
                promotion, actor, Trail.event("promotion.expired", promotion).build());
    }

    private EntryId transition(Promotion promotion, List<SignOff> signOffs, Actor actor) {
        try {
            return registry.apply(Decisions.decision(promotion, signOffs), actor);
        } catch (ProblemException refused) {
            if (refused.type().category() == ProblemType.Category.CONFLICT) {
                throw new EvidenceChanged(promotion.id(), refused.detail());
            }
            throw refused;
        }
    }

    private static String reason(List<SignOff> signOffs) {
        return signOffs.stream()
                .filter(signOff -> signOff.meaning().equals(GiveSignOff.REJECTED))
                .map(SignOff::comment)
                .findFirst()
                .orElse(GiveSignOff.REJECTED);
    }

    private static List<String> entries(List<SignOff> signOffs) {
        return signOffs.stream().map(signOff -> signOff.entry().toString()).toList();
    }
}
