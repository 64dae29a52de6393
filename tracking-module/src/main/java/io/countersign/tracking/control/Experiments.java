package io.countersign.tracking.control;

import io.countersign.audit.AuditEvent;
import io.countersign.audit.AuditLog;
import io.countersign.audit.Subject;
import io.countersign.platform.actor.Actor;
import io.countersign.platform.mlflow.MlflowException;
import io.countersign.tracking.entity.Experiment;
import io.countersign.tracking.entity.Lifecycle;
import io.countersign.tracking.entity.Tag;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.hibernate.exception.ConstraintViolationException;

/** The life of an experiment: made, renamed, tagged, deleted with its runs, restored with them. */
@Dependent
@Transactional
public class Experiments {
    private final TrackingDatabase database;
    private final AuditLog audit;

    @Inject
    public Experiments(TrackingDatabase database, AuditLog audit) {
        this.database = database;
        this.audit = audit;
    }

    /** An experiment with its tags, sorted by key. */
    public record Tagged(Experiment experiment, List<Tag> tags) {}

    /**
     * @param location where its runs put artifacts; empty for the product's own store
     * @return the new id
     * @throws MlflowException when the name is taken, also by a deleted one
     */
    public long create(Actor actor, String name, String location, Collection<Tag> tags) {
        ExperimentAccess.requireWrite(actor, name);
        if (named(name).isPresent()) {
            throw nameTaken(name);
        }
        Experiment experiment = new Experiment(name, location, Instant.now());
        try {
            database.entities().persist(experiment);
        } catch (ConstraintViolationException race) {
            throw nameTaken(name);
        }
        if (location.isEmpty()) {
            experiment.keepArtifactsAt(ArtifactLocation.SCHEME + ":/" + experiment.id());
        }
        database.sql(connection -> {
            Tags.ofExperiment(connection, experiment.id(), tags);
            return tags;
        });
        audit.append(
                actor,
                event("experiment.created", experiment)
                        .fact("artifactLocation", experiment.artifactLocation())
                        .disclose("name", name)
                        .build());
        return experiment.id();
    }

    /** @throws MlflowException when there is none with that id; a deleted one can be read */
    public Tagged get(Actor actor, String id) {
        return tagged(readable(actor, require(database, id)));
    }

    public Optional<Tagged> byName(Actor actor, String name) {
        return named(name).map(found -> tagged(readable(actor, found)));
    }

    /**
     * The present name again changes nothing.
     *
     * @throws MlflowException when there is none with that id, it is deleted, or the name is taken
     */
    public void rename(Actor actor, String id, String newName) {
        Experiment experiment = forChange(actor, id);
        requireActive(experiment);
        ExperimentAccess.requireWrite(actor, newName);
        String before = experiment.name();
        if (before.equals(newName)) {
            return;
        }
        if (named(newName).isPresent()) {
            throw nameTaken(newName);
        }
        experiment.rename(newName, Instant.now());
        try {
            database.entities().flush();
        } catch (ConstraintViolationException race) {
            throw nameTaken(newName);
        }
        audit.append(
                actor,
                event("experiment.renamed", experiment)
                        .disclose("from", before)
                        .disclose("to", newName)
                        .build());
    }

    /** Deletes it softly, and with it all its runs. @throws MlflowException when there is none, or it is deleted already */
    public void delete(Actor actor, String id) {
        Experiment experiment = forChange(actor, id);
        if (!experiment.isActive()) {
            throw MlflowException.notFound("No active experiment with id=" + id + " exists");
        }
        experiment.delete(Instant.now());
        audit.append(
                actor,
                event("experiment.deleted", experiment)
                        .fact("runs", moveRuns(experiment, Lifecycle.ACTIVE, Lifecycle.DELETED))
                        .build());
    }

    /** Restores it with all its runs, those too that were deleted before. @throws MlflowException when it is not deleted */
    public void restore(Actor actor, String id) {
        Experiment experiment = forChange(actor, id);
        if (experiment.isActive()) {
            throw MlflowException.notFound("No deleted experiment with id=" + id + " exists");
        }
        experiment.restore(Instant.now());
        audit.append(
                actor,
                event("experiment.restored", experiment)
                        .fact("runs", moveRuns(experiment, Lifecycle.DELETED, Lifecycle.ACTIVE))
                        .build());
    }

    /** @throws MlflowException when there is none with that id, or it is deleted */
    public void setTag(Actor actor, String id, Tag tag) {
        Experiment experiment = forChange(actor, id);
        requireActive(experiment);
        experiment.touch(Instant.now());
        String before = database.sql(connection -> {
            String old = Tags.ofExperiment(connection, experiment.id()).stream()
                    .filter(present -> present.key().equals(tag.key()))
                    .map(Tag::value)
                    .findFirst()
                    .orElse("");
            Tags.ofExperiment(connection, experiment.id(), List.of(tag));
            return old;
        });
        audit.append(
                actor,
                event("experiment.tagged", experiment)
                        .fact("key", tag.key())
                        .disclose("from", before)
                        .disclose("to", tag.value())
                        .build());
    }

    /** @throws MlflowException when there is no such experiment or tag, or the experiment is deleted */
    public void deleteTag(Actor actor, String id, String key) {
        Experiment experiment = forChange(actor, id);
        requireActive(experiment);
        experiment.touch(Instant.now());
        int removed = database.sql(connection -> Sql.update(
                connection,
                "DELETE FROM tracking.experiment_tag WHERE experiment = ? AND key = ?",
                experiment.id(),
                key));
        if (removed == 0) {
            throw MlflowException.notFound("No tag with key '" + key + "' in experiment with id " + id);
        }
        audit.append(
                actor, event("experiment.untagged", experiment).fact("key", key).build());
    }

    /** One in which the actor may make something. @throws MlflowException when there is none, or it is deleted */
    static Experiment requireActive(TrackingDatabase database, Actor actor, String id) {
        Experiment experiment = require(database, id);
        ExperimentAccess.requireWrite(actor, experiment.name());
        requireActive(experiment);
        return experiment;
    }

    private static void requireActive(Experiment experiment) {
        if (!experiment.isActive()) {
            throw MlflowException.invalid("The experiment " + experiment.id()
                    + " must be in the 'active' state. Current state is "
                    + experiment.lifecycle().wireName() + ".");
        }
    }

    private static Experiment require(TrackingDatabase database, String id) {
        return ExperimentIds.number(id)
                .map(number -> database.entities().find(Experiment.class, number))
                .orElseThrow(() -> unknown(id));
    }

    private static MlflowException unknown(String id) {
        return MlflowException.notFound("No Experiment with id=" + id + " exists");
    }

    /** With its row locked: changes of one experiment come one after the other. */
    private Experiment forChange(Actor actor, String id) {
        Experiment experiment = ExperimentIds.number(id)
                .map(number -> database.entities().find(Experiment.class, number, LockModeType.PESSIMISTIC_WRITE))
                .orElseThrow(() -> unknown(id));
        ExperimentAccess.requireWrite(actor, experiment.name());
        return experiment;
    }

    private long moveRuns(Experiment experiment, Lifecycle from, Lifecycle to) {
        return database.sql(connection -> Sql.update(
                connection,
                "UPDATE tracking.run SET lifecycle = ? WHERE id IN (SELECT id FROM tracking.run"
                        + " WHERE experiment = ? AND lifecycle = ? ORDER BY id FOR UPDATE)",
                to.name(),
                experiment.id(),
                from.name()));
    }

    private Optional<Experiment> named(String name) {
        return database
                .entities()
                .createQuery("from Experiment where name = :name", Experiment.class)
                .setParameter("name", name)
                .getResultList()
                .stream()
                .findFirst();
    }

    private static Experiment readable(Actor actor, Experiment experiment) {
        ExperimentAccess.requireRead(actor, experiment.name());
        return experiment;
    }

    private Tagged tagged(Experiment experiment) {
        return new Tagged(experiment, database.sql(connection -> Tags.ofExperiment(connection, experiment.id())));
    }

    private static AuditEvent.Builder event(String action, Experiment experiment) {
        return AuditEvent.of(action, new Subject("experiment", Long.toString(experiment.id())));
    }

    private static MlflowException nameTaken(String name) {
        return MlflowException.alreadyExists("Experiment '" + name + "' already exists.");
    }
}
