package io.countersign.tracking;

import io.countersign.platform.actor.Actor;
import java.util.Optional;

/** What other modules may ask of run tracking. All methods join the caller's transaction. */
public interface Tracking {

    /**
     * The run with its seal; reseals first when it was written to after its last seal.
     *
     * @throws io.countersign.platform.problem.ProblemException (not found) for an unknown or deleted run, (conflict) for one
     *     that is still running
     */
    SealedRun sealed(RunId run, Actor actor);

    /** Whether what the run holds still has this seal digest. False for an unknown run. */
    boolean sealHolds(RunId run, String sealDigest);

    /** Who is responsible for the run: subject from the token that created it. Empty for an unknown run. */
    Optional<String> startedBy(RunId run);

    /** The token that created the run. Empty for an unknown run. */
    Optional<RunStarter> starter(RunId run);

    /**
     * Name of the experiment that the run belongs to, by which its reach is asked. Empty for an unknown run, and where runs
     * belong to none.
     */
    default Optional<String> experimentOf(RunId run) {
        return Optional.empty();
    }

    /**
     * Manifest of the artifacts below a path of the run ({@code ""} for all), from the digests taken while they were
     * uploaded. Works on a running run.
     *
     * @throws io.countersign.platform.problem.ProblemException (not found) for an unknown run, (invalid) when there is nothing
     *     at the path
     */
    ArtifactManifest manifest(RunId run, String path);

    /** The logged model of that id ({@code m-…}); empty when there is none, or it is deleted. */
    Optional<LoggedModel> loggedModel(String modelId);

    /**
     * Manifest of all artifacts of a logged model, from the digests taken while they were uploaded.
     *
     * @throws io.countersign.platform.problem.ProblemException (not found) for an unknown or deleted one, (invalid) when it
     *     has no artifacts
     */
    ArtifactManifest modelManifest(String modelId);
}
