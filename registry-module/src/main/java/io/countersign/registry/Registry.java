package io.countersign.registry;

import io.countersign.audit.EntryId;
import io.countersign.platform.actor.Actor;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

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

    /** The version that an alias points at now. */
    Optional<RegisteredVersion> aliased(String model, String alias);

    /** Whether an alias moves only through a request; in any case. */
    boolean protectsAlias(String alias);

    /** Risk tier of a model, 1 (highest materiality) to 4; a model that nobody has assessed counts as 3. */
    int tierOf(String model);

    /**
     * What keeps the version from entering the stage as things stand: fields of the inventory entry that its tier asks for and
     * that are empty, bytes that are not those registered. Empty for a stage that no policy guards. {@link #pin} refuses while
     * there is any.
     */
    List<Obstacle> obstacles(VersionId version, String canonicalStage);

    /**
     * The same for what a request asks: a guarded stage or a protected alias is entered by the same rules, and taking an alias
     * away is never in anything's way.
     */
    List<Obstacle> obstacles(TransitionIntent intent);

    /**
     * Has a policy guard entry to a stage, or with null lets anybody in. For a reviewed policy change alone.
     *
     * @throws io.countersign.platform.problem.ProblemException (invalid) for an unknown stage
     */
    void guard(String canonicalStage, @Nullable String policy, Actor actor);

    /** Protects an alias, or lets it move freely. For a reviewed policy change alone. */
    void protectAlias(String alias, boolean isProtected, Actor actor);

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
