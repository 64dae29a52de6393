package io.countersign.approvals.control;

import io.countersign.approvals.engine.PromotionSteps;
import io.countersign.approvals.engine.SignOffSlot;
import io.countersign.approvals.entity.Promotion;
import io.countersign.approvals.entity.SignOff;
import io.countersign.audit.EntryId;
import io.countersign.platform.actor.Actor;
import io.countersign.platform.problem.ProblemException;
import io.countersign.platform.problem.ProblemType;
import io.countersign.registry.Registry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/** What becomes of a request when its process gets there. Joins the transaction of the sign-off that led to it. */
@ApplicationScoped
public class PromotionOutcome implements PromotionSteps {

    @Inject
    Promotions promotions;

    @Inject
    Registry registry;

    @Inject
    Trail trail;

    @Override
    public List<SignOffSlot> required(UUID requestId) {
        return promotions.get(requestId).requiredSignOffs().stream()
                .flatMap(rule -> IntStream.rangeClosed(1, rule.count())
                        .mapToObj(ordinal -> new SignOffSlot(rule.role(), rule.meaning(), ordinal)))
                .toList();
    }

    @Override
    public void apply(UUID requestId, Actor actor) {
        Promotion promotion = promotions.lock(requestId);
        promotion.requireOpen();
        List<SignOff> signOffs = promotions.signOffs(requestId);
        EntryId transition = transition(promotion, signOffs, actor);
        promotion.approve(Instant.now());
        trail.cite(promotion, transition, "model-version.transitioned");
        trail.append(
                promotion,
                actor,
                Trail.event("promotion.approved", promotion)
                        .fact("signOffs", entries(signOffs))
                        .fact("transition", transition.toString())
                        .build());
    }

    @Override
    public void reject(UUID requestId, Actor actor) {
        Promotion promotion = promotions.lock(requestId);
        List<SignOff> signOffs = promotions.signOffs(requestId);
        promotion.reject(reason(signOffs), Instant.now());
        registry.close(requestId, promotion.state().wireName(), actor);
        trail.append(
                promotion,
                actor,
                Trail.event("promotion.rejected", promotion)
                        .fact("signOffs", entries(signOffs))
                        .build());
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
