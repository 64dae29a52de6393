package io.countersign.approvals.engine;

import io.countersign.platform.actor.Actor;
import java.util.List;
import java.util.UUID;

/** What the process asks of the domain. The process orders the steps; every rule is behind these methods. */
public interface PromotionSteps {

    /** The places to be filled on the request, the same at each call. */
    List<SignOffSlot> required(UUID requestId);

    /** All have signed: applies the transition. Whatever it throws undoes the sign-off that led here. */
    void apply(UUID requestId, Actor actor);

    /** Somebody rejected: closes the request. */
    void reject(UUID requestId, Actor actor);
}
