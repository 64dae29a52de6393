package io.countersign.tracking.entity;

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
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One run. What it logs lies in tables of its own that are written without this entity; whoever changes the entity holds
 * the run's exclusive lock.
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

    private boolean dirty = true;

    @SuppressWarnings("NullAway.Init")
    protected Run() {}

    private Run(Experiment experiment, String name, String userId, long startTime, Starter starter) {
        this.runId = UUID.randomUUID().toString().replace("-", "");
        this.experiment = experiment;
        this.name = name;
        this.userId = userId;
        this.startTime = startTime;
        this.artifactUri = experiment.artifactLocation() + "/" + runId + "/artifacts";
        this.startedBy = starter.subject();
        this.startedByName = starter.name();
    }

    /** Who a run's start is answered for by: subject and printed name from the token, never MLflow's {@code user_id}. */
    public record Starter(String subject, String name) {}

    /** @param userId as the client says, recorded only */
    public static Run started(Experiment experiment, String name, String userId, long startTime, Starter starter) {
        return new Run(experiment, name, userId, startTime, starter);
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

    public boolean isDirty() {
        return dirty;
    }
}
