package io.countersign.tracking.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A named collection of runs. */
@Entity
@Table(name = "experiment")
public class Experiment {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private @Nullable Long id;

    @Column(columnDefinition = "text")
    private String name = "";

    @Column(name = "artifact_location", columnDefinition = "text")
    private String artifactLocation = "";

    @Enumerated(EnumType.STRING)
    private Lifecycle lifecycle = Lifecycle.ACTIVE;

    @Column(name = "creation_time")
    private long creationTime;

    @Column(name = "last_update_time")
    private long lastUpdateTime;

    protected Experiment() {}

    /** @param artifactLocation where its runs put artifacts; empty when the id is to decide */
    public Experiment(String name, String artifactLocation, Instant now) {
        this.name = name;
        this.artifactLocation = artifactLocation;
        this.creationTime = now.toEpochMilli();
        this.lastUpdateTime = now.toEpochMilli();
    }

    /** Runs of this experiment put their artifacts there. */
    public void keepArtifactsAt(String location) {
        this.artifactLocation = location;
    }

    public void rename(String newName, Instant now) {
        this.name = newName;
        touch(now);
    }

    /** Softly; its runs are moved by whoever calls. */
    public void delete(Instant now) {
        this.lifecycle = Lifecycle.DELETED;
        touch(now);
    }

    public void restore(Instant now) {
        this.lifecycle = Lifecycle.ACTIVE;
        touch(now);
    }

    public void touch(Instant now) {
        this.lastUpdateTime = now.toEpochMilli();
    }

    public long id() {
        if (id == null) {
            throw new IllegalStateException("not stored yet");
        }
        return id;
    }

    public String name() {
        return name;
    }

    public String artifactLocation() {
        return artifactLocation;
    }

    public Lifecycle lifecycle() {
        return lifecycle;
    }

    public long creationTime() {
        return creationTime;
    }

    public long lastUpdateTime() {
        return lastUpdateTime;
    }

    public boolean isActive() {
        return lifecycle == Lifecycle.ACTIVE;
    }
}
