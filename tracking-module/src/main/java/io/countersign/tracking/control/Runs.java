package io.countersign.tracking.control;

import io.countersign.audit.AuditEvent;
import io.countersign.audit.AuditLog;
import io.countersign.audit.Subject;
import io.countersign.platform.actor.Actor;
import io.countersign.platform.mlflow.MlflowErrorCode;
import io.countersign.platform.mlflow.MlflowException;
import io.countersign.tracking.entity.Lifecycle;
import io.countersign.tracking.entity.Run;
import io.countersign.tracking.entity.RunContent;
import io.countersign.tracking.entity.RunInfo;
import io.countersign.tracking.entity.RunStatus;
import io.countersign.tracking.entity.Tag;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The life of a run, from its start over its end, which seals it, to its soft deletion. */
@Dependent
@Transactional
public class Runs {
    private final TrackingDatabase database;
    private final Seals seals;
    private final AuditLog audit;

    @Inject
    public Runs(TrackingDatabase database, Seals seals, AuditLog audit) {
        this.database = database;
        this.seals = seals;
        this.audit = audit;
    }

    /** A run with all that it logged. */
    public record Loaded(RunInfo run, RunContent content) {}

    /**
     * What a client says of a run that it starts.
     *
     * @param name null when it is to be made up
     */
    public record Start(String experimentId, @Nullable String name, String userId, long startTime, List<Tag> tags) {}

    /** @throws MlflowException for an unknown or deleted experiment, or a name that contradicts the name tag */
    public Loaded create(Actor actor, Start start) {
        String name = nameOf(start);
        if (!ExperimentAccess.writesAll(actor)) {
            Experiments.requireActive(database, actor, start.experimentId()); // refuses before anything is written
        }
        Run.Starter starter = Run.Starter.of(actor);
        NewRun made = new NewRun(ExperimentIds.number(start.experimentId()).orElse(-1L), name, start, starter);
        RunInfo run = database.sql(made::insert).orElseThrow(() -> refusal(actor, start.experimentId()));
        audit.append(
                actor,
                AuditEvent.of("run.created", new Subject("run", run.runId()))
                        .fact("experiment", Long.toString(run.experiment()))
                        .fact("startedBy", starter.subject())
                        .disclose("name", name)
                        .build());
        return new Loaded(run, new RunContent(List.of(), List.of(), made.tags(), List.of(), List.of()));
    }

    /** Why no run could begin there. */
    private MlflowException refusal(Actor actor, String experiment) {
        Experiments.requireActive(database, actor, experiment);
        return new MlflowException(
                MlflowErrorCode.RESOURCE_CONFLICT, "The experiment was changed meanwhile; try again");
    }

    private static String nameOf(Start start) {
        String given = start.name() == null ? "" : start.name();
        String tagged = start.tags().stream()
                .filter(tag -> tag.key().equals(Tag.RUN_NAME))
                .map(Tag::value)
                .reduce("", (first, last) -> last);
        if (!given.isEmpty() && !tagged.isEmpty() && !given.equals(tagged)) {
            throw MlflowException.invalid("Both 'run_name' argument and 'mlflow.runName' tag are specified, but with"
                    + " different values (run_name='" + given + "', mlflow.runName='" + tagged + "').");
        }
        String said = given.isEmpty() ? tagged : given;
        return said.isEmpty() ? RunNames.next() : said;
    }

    /**
     * Renames the run or moves its status; a terminal status seals it.
     *
     * @throws MlflowException for an unknown or deleted run
     */
    public Run update(
            Actor actor, String runId, @Nullable RunStatus status, @Nullable Long endTime, @Nullable String name) {
        Run run = forChange(actor, runId);
        if (!run.isActive()) {
            throw RunLocks.notActive(runId, run.lifecycle());
        }
        String newName = name == null || name.isEmpty() ? null : name;
        run.update(newName, status, endTime);
        if (newName != null) {
            database.sql(connection -> {
                Tags.ofRun(connection, run.id(), List.of(new Tag(Tag.RUN_NAME, newName)));
                return newName;
            });
        }
        if (run.status().isTerminal()) {
            seals.seal(actor, run);
        }
        return run;
    }

    /** Idempotent. @throws MlflowException for an unknown run */
    public void delete(Actor actor, String runId) {
        Run run = forChange(actor, runId);
        if (run.isActive()) {
            run.delete();
            append(actor, "run.deleted", run);
        }
    }

    /** Idempotent. @throws MlflowException for an unknown run */
    public void restore(Actor actor, String runId) {
        Run run = forChange(actor, runId);
        if (!run.isActive()) {
            run.restore();
            append(actor, "run.restored", run);
        }
    }

    /** @throws MlflowException for an unknown run; a deleted one can be read */
    public Loaded get(Actor actor, String runId) {
        Run run = find(runId);
        ExperimentAccess.requireRead(actor, run.experiment().name());
        return loaded(run);
    }

    private void append(Actor actor, String action, Run run) {
        audit.append(
                actor,
                AuditEvent.of(action, new Subject("run", run.runId()))
                        .fact("lifecycle", (run.isActive() ? Lifecycle.ACTIVE : Lifecycle.DELETED).wireName())
                        .build());
    }

    /** With every writer kept out until the transaction ends. */
    private Run forChange(Actor actor, String runId) {
        long id = database.sql(connection -> RunLocks.exclusively(connection, runId));
        Run run = database.entities().find(Run.class, id);
        ExperimentAccess.requireWrite(actor, run.experiment().name());
        return run;
    }

    private Run find(String runId) {
        return database
                .entities()
                .createQuery("from Run r join fetch r.experiment where r.runId = :id", Run.class)
                .setParameter("id", runId)
                .getResultList()
                .stream()
                .findFirst()
                .orElseThrow(() -> RunLocks.unknown(runId));
    }

    private Loaded loaded(Run run) {
        return new Loaded(RunInfo.of(run), database.sql(connection -> RunContents.of(connection, run.id())));
    }
}
