package io.countersign.approvals.engine;

import io.countersign.platform.actor.Actor;
import java.util.UUID;

/**
 * The processes of governed requests. All methods join the caller's transaction; callers hold the lock on the request's row.
 */
public interface GovernedProcesses {

    /** Starts the process of that key for the request, and goes on to the first point at which somebody is waited for. */
    void start(String process, UUID requestId, Actor actor);

    /**
     * Completes a task and goes on. This is the only way to complete one: the engine refuses any other.
     *
     * @param negative whether the person said no
     * @throws ProcessCollision when somebody else moved the same process; the transaction is lost and may be tried again
     */
    void complete(UUID requestId, String taskId, boolean negative, Actor actor);

    /** Tells the request's process that something happened; false when it does not wait for that. */
    boolean tell(UUID requestId, String message, Actor actor);

    /** Ends the process without a decision; nothing happens when none runs. */
    void cancel(UUID requestId, String reason);
}
