package io.countersign.registry.control;

import io.countersign.platform.actor.Actor;
import io.countersign.platform.problem.ProblemException;
import io.countersign.tracking.ArtifactManifest;
import io.countersign.tracking.LoggedModel;
import io.countersign.tracking.RunId;
import io.countersign.tracking.RunStarter;
import io.countersign.tracking.SealedRun;
import io.countersign.tracking.Tracking;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Runs that a test makes, breaks and deletes; each is sealed with {@link #SEAL}. */
public final class RunsInMemory implements Tracking {
    public static final String SEAL = "5".repeat(64);

    private record Kept(String startedBy, ArtifactManifest manifest, String seal) {}

    private final Map<RunId, Kept> runs = new ConcurrentHashMap<>();

    public RunId run(String startedBy, ArtifactManifest manifest) {
        RunId id = new RunId(UUID.randomUUID().toString().replace("-", ""));
        runs.put(id, new Kept(startedBy, manifest, SEAL));
        return id;
    }

    public void breakSeals() {
        runs.replaceAll((id, run) -> new Kept(run.startedBy(), run.manifest(), "6".repeat(64)));
    }

    public void changeArtifacts(ArtifactManifest manifest) {
        runs.replaceAll((id, run) -> new Kept(run.startedBy(), manifest, run.seal()));
    }

    private final Map<String, LoggedModel> models = new ConcurrentHashMap<>();

    /** A logged model of that run with the run's artifacts. */
    public String model(RunId run) {
        String id = "m-" + UUID.randomUUID().toString().replace("-", "");
        models.put(
                id,
                new LoggedModel(
                        id,
                        "model",
                        "0",
                        "Default",
                        Optional.of(run),
                        "mlflow-artifacts:/0/models/" + id + "/artifacts",
                        "LOGGED_MODEL_READY",
                        "dave",
                        "dave"));
        return id;
    }

    @Override
    public Optional<LoggedModel> loggedModel(String modelId) {
        return Optional.ofNullable(models.get(modelId));
    }

    @Override
    public ArtifactManifest modelManifest(String modelId) {
        return manifest(models.get(modelId).sourceRun().orElseThrow(), "");
    }

    @Override
    public SealedRun sealed(RunId run, Actor actor) {
        throw new UnsupportedOperationException("the registry seals no run");
    }

    @Override
    public boolean sealHolds(RunId run, String sealDigest) {
        return Optional.ofNullable(runs.get(run))
                .map(kept -> kept.seal().equals(sealDigest))
                .orElse(false);
    }

    @Override
    public Optional<String> startedBy(RunId run) {
        return Optional.ofNullable(runs.get(run)).map(Kept::startedBy);
    }

    @Override
    public Optional<RunStarter> starter(RunId run) {
        return startedBy(run).map(subject -> new RunStarter(subject, subject, Actor.Kind.PERSON, Set.of()));
    }

    @Override
    public ArtifactManifest manifest(RunId run, String path) {
        Kept kept = runs.get(run);
        if (kept == null) {
            throw ProblemException.notFound("Run with id=" + run + " not found");
        }
        if (path.equals("nothing")) {
            throw ProblemException.invalid("There is nothing at " + path);
        }
        return kept.manifest();
    }
}
