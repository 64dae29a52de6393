package io.countersign.approvals.engine;

import io.countersign.platform.actor.Actor;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * The process that waits for the sign-offs on a request and then has it applied or closed through {@link PromotionSteps}.
 * All methods join the caller's transaction. Callers hold the lock on the request's row.
 */
public interface PromotionProcess {

    /** Starts the process; its tasks are those that {@link PromotionSteps#required} names. */
    void start(UUID requestId, Actor actor);

    /** Places still open on the request, in their order; empty when no process runs for it. */
    List<SignOffSlot> openSlots(UUID requestId);

    /**
     * Completes the task of that place. The last one, and any rejection, leads on to the decision within the same call.
     *
     * @throws IllegalStateException when the place is not open
     * @throws ProcessCollision when somebody else moved the same process; the transaction is lost and may be tried again
     */
    void completeSignOff(UUID requestId, SignOffSlot slot, boolean rejected, Actor actor);

    /** Ends the process without a decision; nothing happens when none runs. */
    void cancel(UUID requestId, String reason);

    /** Open tasks of these roles, oldest first. */
    List<OpenTask> openTasks(Set<String> roles, long offset, int limit);
}
