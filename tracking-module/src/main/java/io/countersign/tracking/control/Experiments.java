package io.countersign.tracking.control;

import io.countersign.audit.AuditEvent;
import io.countersign.audit.AuditLog;
import io.countersign.audit.Subject;
import io.countersign.platform.actor.Actor;
import io.countersign.platform.mlflow.MlflowException;
import io.countersign.platform.paging.Page;
import io.countersign.platform.paging.PageToken;
import io.countersign.tracking.entity.Experiment;
import io.countersign.tracking.entity.Lifecycle;
import io.countersign.tracking.entity.Tag;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hibernate.exception.ConstraintViolationException;

/** Creates and reads experiments. */
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
                AuditEvent.of("experiment.created", subject(experiment))
                        .fact("artifactLocation", experiment.artifactLocation())
                        .disclose("name", name)
                        .build());
        return experiment.id();
    }

    /** @throws MlflowException when there is none with that id */
    public Tagged get(String id) {
        return tagged(require(database, id));
    }

    public Optional<Tagged> byName(String name) {
        return named(name).map(this::tagged);
    }

    /** Newest first. */
    public Page<Tagged> search(Set<Lifecycle> lifecycles, PageToken from, int size) {
        List<Experiment> found = database.entities()
                .createQuery(
                        "from Experiment where lifecycle in :lifecycles order by creationTime desc, id",
                        Experiment.class)
                .setParameter("lifecycles", lifecycles)
                .setFirstResult(Math.toIntExact(from.offset()))
                .setMaxResults(size + 1)
                .getResultList();
        return Page.of(found.stream().map(this::tagged).toList(), from, size);
    }

    /** @throws MlflowException when there is none with that id, or it is deleted */
    public void setTag(String id, Tag tag) {
        Experiment experiment = requireActive(database, id);
        experiment.touch(Instant.now());
        database.sql(connection -> {
            Tags.ofExperiment(connection, experiment.id(), List.of(tag));
            return tag;
        });
    }

    static Experiment requireActive(TrackingDatabase database, String id) {
        Experiment experiment = require(database, id);
        if (!experiment.isActive()) {
            throw MlflowException.invalid("The experiment " + id
                    + " must be in the 'active' state. Current state is "
                    + experiment.lifecycle().wireName() + ".");
        }
        return experiment;
    }

    private static Experiment require(TrackingDatabase database, String id) {
        return ExperimentIds.number(id)
                .map(number -> database.entities().find(Experiment.class, number))
                .orElseThrow(() -> MlflowException.notFound("No Experiment with id=" + id + " exists"));
    }

    private Optional<Experiment> named(String name) {
        return database.entities()
                .createQuery("from Experiment where name = :name", Experiment.class)
                .setParameter("name", name)
                .getResultStream()
                .findFirst();
    }

    private Tagged tagged(Experiment experiment) {
        return new Tagged(experiment, database.sql(connection -> Tags.ofExperiment(connection, experiment.id())));
    }

    private static Subject subject(Experiment experiment) {
        return new Subject("experiment", Long.toString(experiment.id()));
    }

    private static MlflowException nameTaken(String name) {
        return MlflowException.alreadyExists("Experiment '" + name + "' already exists.");
    }
}
