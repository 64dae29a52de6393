package io.countersign.approvals.control;

import io.countersign.approvals.engine.GovernedProcesses;
import io.countersign.approvals.entity.Promotion;
import io.countersign.platform.actor.Actor;
import io.countersign.registry.Registry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;

/** Ends a request whose evidence changed underneath, in a transaction of its own: the one that found it is lost. */
@ApplicationScoped
@Transactional(Transactional.TxType.REQUIRES_NEW)
public class VoidPromotion {

    @Inject
    Promotions promotions;

    @Inject
    GovernedProcesses process;

    @Inject
    Registry registry;

    @Inject
    Trail trail;

    @Inject
    Times times;

    /** Nothing happens when it is decided in the meantime. */
    public void because(EvidenceChanged changed, Actor actor) {
        Promotion promotion = promotions.lock(changed.requestId());
        if (!promotion.isOpen()) {
            return;
        }
        promotion.invalidate(changed.reason(), times.now());
        process.cancel(promotion.id(), promotion.state().wireName());
        registry.close(promotion.id(), promotion.state().wireName(), actor);
        trail.append(
                promotion,
                actor,
                Trail.event("promotion.voided", promotion)
                        .disclose("reason", changed.reason())
                        .build());
    }
}
