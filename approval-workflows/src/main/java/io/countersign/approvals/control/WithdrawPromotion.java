package io.countersign.approvals.control;

import io.countersign.approvals.engine.GovernedProcesses;
import io.countersign.approvals.entity.Promotion;
import io.countersign.platform.actor.Actor;
import io.countersign.platform.problem.ProblemException;
import io.countersign.registry.Registry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.UUID;

/** The requester takes a request back. */
@ApplicationScoped
@Transactional
public class WithdrawPromotion {

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

    /**
     * Closes the request as withdrawn.
     *
     * @throws ProblemException (not found), (conflict) when it is decided, (forbidden) for anybody but the requester
     */
    public void withdraw(UUID requestId, String reason, Actor actor) {
        Promotion promotion = promotions.lock(requestId);
        if (!promotion.involved().requester().equals(actor.responsibleSubject())) {
            throw ProblemException.forbidden("Only who asked for a promotion can withdraw the request");
        }
        promotion.withdraw(reason, times.now());
        process.cancel(requestId, promotion.state().wireName());
        registry.close(requestId, promotion.state().wireName(), actor);
        trail.append(
                promotion,
                actor,
                Trail.event("promotion.withdrawn", promotion)
                        .disclose("reason", reason)
                        .build());
    }
}
