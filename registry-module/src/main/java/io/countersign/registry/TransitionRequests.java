package io.countersign.registry;

import io.countersign.platform.actor.Actor;
import java.util.List;

/**
 * Open requests, as clients of Databricks' Workspace Model Registry drive them. Owned by the registry, implemented by
 * approvals: every method does what the own API does, with the same checks. Called outside any transaction.
 */
public interface TransitionRequests {

    /** Requests for that version that are open, oldest first. */
    List<TransitionRequest> open(VersionId version);

    /**
     * One sign-off by the actor over the evidence of the open request; others may still be missing.
     *
     * @throws io.countersign.platform.problem.ProblemException (not found) without an open request, (forbidden) when the actor
     *     may not sign it, (conflict) when it is decided or void
     */
    void approve(VersionId version, String canonicalStage, String comment, Actor actor);

    /** A sign-off that rejects; the comment says why. @throws io.countersign.platform.problem.ProblemException as {@link #approve} */
    void reject(VersionId version, String canonicalStage, String comment, Actor actor);

    /** Takes the actor's own request back. @throws io.countersign.platform.problem.ProblemException as {@link #approve} */
    void withdraw(VersionId version, String canonicalStage, String comment, Actor actor);
}
