package io.countersign.tracking.control;

import io.countersign.platform.actor.Actor;
import io.countersign.platform.problem.ProblemException;
import io.countersign.tracking.ArtifactFile;
import io.countersign.tracking.ArtifactManifest;
import io.countersign.tracking.DatasetUse;
import io.countersign.tracking.LoggedModel;
import io.countersign.tracking.RunId;
import io.countersign.tracking.RunStarter;
import io.countersign.tracking.SealedRun;
import io.countersign.tracking.Tracking;
import io.countersign.tracking.entity.Lifecycle;
import io.countersign.tracking.entity.ModelInfo;
import io.countersign.tracking.entity.Run;
import io.countersign.tracking.entity.RunContent;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The facade for other modules. A refusal leaves the caller's transaction usable: nothing was written before it. */
@Dependent
@Transactional(dontRollbackOn = ProblemException.class)
public class RunTracking implements Tracking {
    private final TrackingDatabase database;
    private final Seals seals;

    @Inject
    public RunTracking(TrackingDatabase database, Seals seals) {
        this.database = database;
        this.seals = seals;
    }

    @Override
    public SealedRun sealed(RunId id, Actor actor) {
        Run run = locked(id).filter(Run::isActive).orElseThrow(() -> unknown(id));
        if (!run.status().isTerminal()) {
            throw ProblemException.conflict("The run " + id + " has not ended: its status is " + run.status());
        }
        return sealedRun(run, seals.seal(actor, run));
    }

    @Override
    public boolean sealHolds(RunId id, String sealDigest) {
        return locked(id).map(run -> seals.digestOf(run).equals(sealDigest)).orElse(false);
    }

    @Override
    public Optional<String> startedBy(RunId id) {
        return find(id).map(Run::startedBy);
    }

    @Override
    public Optional<RunStarter> starter(RunId id) {
        return find(id).map(Run::starter)
                .map(from -> new RunStarter(from.subject(), from.name(), from.kind(), from.roles()));
    }

    @Override
    public Optional<String> experimentOf(RunId id) {
        return find(id).map(run -> run.experiment().name());
    }

    @Override
    public ArtifactManifest manifest(RunId id, String path) {
        standOn(id);
        Run run = find(id).orElseThrow(() -> unknown(id));
        List<ArtifactFile> files = database.sql(connection -> filesAt(connection, run.id(), path));
        if (files.isEmpty()) {
            throw ProblemException.invalid("The run " + id + " has no artifacts at '" + path + "'");
        }
        return ArtifactManifest.of(files);
    }

    @Override
    public Optional<LoggedModel> loggedModel(String modelId) {
        return model(modelId)
                .map(model -> new LoggedModel(
                        model.modelId(),
                        model.name(),
                        Long.toString(model.experiment()),
                        model.experimentName(),
                        Optional.ofNullable(model.sourceRun()).map(RunId::new),
                        model.artifactUri(),
                        model.status().wireName(),
                        model.createdBy(),
                        model.createdByName()));
    }

    @Override
    public ArtifactManifest modelManifest(String modelId) {
        ModelInfo model =
                model(modelId).orElseThrow(() -> ProblemException.notFound("There is no logged model " + modelId));
        List<ArtifactFile> files =
                database.sql(connection -> ArtifactTree.below(connection, ArtifactTree.Owner.model(model.id()), ""));
        if (files.isEmpty()) {
            throw ProblemException.invalid("The logged model " + modelId + " has no artifacts");
        }
        return ArtifactManifest.of(files);
    }

    private Optional<ModelInfo> model(String modelId) {
        return database.sql(connection -> ModelRows.find(connection, modelId))
                .filter(model -> model.lifecycle() == Lifecycle.ACTIVE);
    }

    /** Whoever takes a manifest is about to stand on the run: a purge waits for them, or they for it. */
    private void standOn(RunId id) {
        database.sql(connection -> Sql.list(
                connection,
                "SELECT pg_advisory_xact_lock_shared(1414878021, hashint8(id)) FROM tracking.run WHERE run_id = ?",
                row -> 0,
                id.value()));
    }

    private static List<ArtifactFile> filesAt(Connection connection, long run, String path) throws SQLException {
        String directory = path.replaceFirst("/+$", "");
        Optional<ArtifactTree.Stored> single = ArtifactTree.find(connection, run, directory);
        if (single.isPresent()) {
            String name = directory.substring(directory.lastIndexOf('/') + 1);
            return List.of(new ArtifactFile(
                    name, single.get().sizeBytes(), single.get().sha256()));
        }
        int skip = directory.isEmpty() ? 0 : directory.length() + 1;
        return ArtifactTree.below(connection, run, directory).stream()
                .map(file -> new ArtifactFile(file.path().substring(skip), file.sizeBytes(), file.sha256()))
                .toList();
    }

    /** With every writer kept out until the transaction ends; as it is now, not as this transaction once read it. */
    private Optional<Run> locked(RunId id) {
        return find(id).map(run -> {
            database.sql(connection -> RunLocks.exclusively(connection, id.value()));
            database.entities().refresh(run);
            return run;
        });
    }

    private Optional<Run> find(RunId id) {
        return database
                .entities()
                .createQuery("from Run r join fetch r.experiment where r.runId = :id", Run.class)
                .setParameter("id", id.value())
                .getResultList()
                .stream()
                .findFirst();
    }

    private SealedRun sealedRun(Run run, Seals.Seal seal) {
        RunContent content = database.sql(connection -> RunContents.of(connection, run.id()));
        SortedMap<String, String> params = new TreeMap<>();
        content.params().forEach(param -> params.put(param.key(), param.value()));
        SortedMap<String, Double> metrics = new TreeMap<>();
        content.metrics().forEach(point -> metrics.put(point.key(), point.value()));
        SortedMap<String, String> tags = new TreeMap<>();
        content.tags().forEach(tag -> tags.put(tag.key(), tag.value()));
        long end = Objects.requireNonNullElse(run.endTime(), run.startTime());
        return new SealedRun(
                new RunId(run.runId()),
                run.name(),
                run.experiment().name(),
                run.status().name(),
                run.startedBy(),
                run.startedByName(),
                Instant.ofEpochMilli(run.startTime()),
                Instant.ofEpochMilli(end),
                params,
                metrics,
                tags,
                datasets(content),
                ArtifactManifest.of(database.sql(connection -> ArtifactTree.below(connection, run.id(), ""))),
                seal.digest(),
                seal.entry());
    }

    private static List<DatasetUse> datasets(RunContent content) {
        return content.inputs().stream()
                .map(input -> new DatasetUse(
                        input.dataset().name(),
                        input.dataset().digest(),
                        input.context(),
                        input.dataset().source()))
                .toList();
    }

    private static ProblemException unknown(RunId id) {
        return ProblemException.notFound("There is no run " + id);
    }
}
