package io.countersign.tracking.entity;

import io.countersign.platform.actor.Actor;
import io.countersign.platform.actor.Role;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One run. What it logs lies in tables of its own that are written without this entity, and so is its beginning; whoever
 * changes the entity holds the run's exclusive lock.
 */
@Entity
@Table(name = "run")
public class Run {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private @Nullable Long id;

    @Column(name = "run_id", updatable = false)
    private String runId = "";

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "experiment", updatable = false)
    private Experiment experiment;

    @Column(columnDefinition = "text")
    private String name = "";

    @Column(name = "user_id", columnDefinition = "text", updatable = false)
    private String userId = "";

    @Enumerated(EnumType.STRING)
    private RunStatus status = RunStatus.RUNNING;

    @Enumerated(EnumType.STRING)
    private Lifecycle lifecycle = Lifecycle.ACTIVE;

    @Column(name = "start_time", updatable = false)
    private long startTime;

    @Column(name = "end_time")
    private @Nullable Long endTime;

    @Column(name = "artifact_uri", columnDefinition = "text", updatable = false)
    private String artifactUri = "";

    @Column(name = "started_by", columnDefinition = "text", updatable = false)
    private String startedBy = "";

    @Column(name = "started_by_name", columnDefinition = "text", updatable = false)
    private String startedByName = "";

    @Enumerated(EnumType.STRING)
    @Column(name = "started_kind", updatable = false)
    private Actor.Kind startedKind = Actor.Kind.PERSON;

    @Column(name = "started_roles", columnDefinition = "text", updatable = false)
    private String startedRoles = "";

    private boolean dirty = true;

    @SuppressWarnings("NullAway.Init")
    protected Run() {}

    /** Who a run's start is answered for by, all from the token, never MLflow's {@code user_id}. */
    public record Starter(String subject, String name, Actor.Kind kind, Set<Role> roles) {
        public static Starter of(Actor actor) {
            return new Starter(actor.responsibleSubject(), actor.displayName(), actor.kind(), actor.roles());
        }
    }

    /** Takes over what is given; a null stays as it was. The seal no longer covers the run. */
    public void update(@Nullable String newName, @Nullable RunStatus newStatus, @Nullable Long newEndTime) {
        name = newName == null ? name : newName;
        status = newStatus == null ? status : newStatus;
        endTime = newEndTime == null ? endTime : newEndTime;
        dirty = true;
    }

    /** The seal covers all that the run holds. */
    public void covered() {
        dirty = false;
    }

    public void delete() {
        lifecycle = Lifecycle.DELETED;
    }

    public void restore() {
        lifecycle = Lifecycle.ACTIVE;
    }

    public long id() {
        if (id == null) {
            throw new IllegalStateException("not stored yet");
        }
        return id;
    }

    public String runId() {
        return runId;
    }

    public Experiment experiment() {
        return experiment;
    }

    public String name() {
        return name;
    }

    public String userId() {
        return userId;
    }

    public RunStatus status() {
        return status;
    }

    public Lifecycle lifecycle() {
        return lifecycle;
    }

    public boolean isActive() {
        return lifecycle == Lifecycle.ACTIVE;
    }

    public long startTime() {
        return startTime;
    }

    public @Nullable Long endTime() {
        return endTime;
    }

    public String artifactUri() {
        return artifactUri;
    }

    public String startedBy() {
        return startedBy;
    }

    public String startedByName() {
        return startedByName;
    }

    /** The token that created it. */
    public Starter starter() {
        Set<Role> roles = Arrays.stream(startedRoles.split(","))
                .map(Role::named)
                .flatMap(Optional::stream)
                .collect(Collectors.toUnmodifiableSet());
        return new Starter(startedBy, startedByName, startedKind, roles);
    }

    public boolean isDirty() {
        return dirty;
    }
}
