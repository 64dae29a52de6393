package io.countersign.registry;

import io.countersign.audit.EntryId;
import io.countersign.platform.actor.Actor;
import java.util.Optional;
import java.util.UUID;

/** What approvals may ask of the registry. All methods join the caller's transaction. */
public interface Registry {

    /** The version; empty when unknown or deleted. */
    Optional<RegisteredVersion> version(VersionId id);

    /** Canonical name of a stage given in any case. @throws io.countersign.platform.problem.ProblemException (invalid) */
    String canonicalStage(String stage);

    /** Whether a policy guards entry to the stage. */
    boolean guarded(String canonicalStage);

    /** The version in the stage now, the newest if several: the champion to compare with. */
    Optional<RegisteredVersion> occupant(String model, String canonicalStage);

    /** Pins what a transition demands, once per request. */
    void pin(TransitionDemand demand, Actor actor);

    /**
     * Applies a decided transition: checks the decision against the pinned demand (every required sign-off by different
     * persons, none of whom requested, registered or trained; digests equal; seal and bytes intact; the version still where
     * it was), then moves the version and, if asked, archives the occupant, in one transaction with one ledger entry each.
     *
     * @return the ledger entry of the transition
     * @throws io.countersign.platform.problem.ProblemException (conflict or forbidden) naming the check that failed; nothing
     *     is changed
     */
    EntryId apply(TransitionDecision decision, Actor actor);

    /** Closes a pinned demand that will not be applied: rejected, withdrawn, superseded, void. */
    void close(UUID requestId, String outcome, Actor actor);
}
