package io.countersign.registry;

import io.countersign.platform.actor.Actor;

/** The way into a guarded stage. Owned by the registry, implemented by approvals. */
public interface PromotionGate {

    /**
     * Opens a promotion request, or finds the one that is open for the same intent. Runs in a transaction of its own that
     * commits before the answer is given to the client.
     *
     * @throws io.countersign.platform.problem.ProblemException when the actor may not ask (forbidden), the version is unknown
     *     (not found), the run has not ended (conflict) or the ledger is unhealthy (unavailable)
     */
    GateAnswer ask(TransitionIntent intent, Actor actor);
}
