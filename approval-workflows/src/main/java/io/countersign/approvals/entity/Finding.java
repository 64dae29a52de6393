package io.countersign.approvals.entity;

import io.countersign.platform.actor.Actor;
import io.countersign.platform.problem.ProblemException;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;

/** What somebody found wrong with a model, with who is to remedy it until when; closed by another person than its owner. */
@Entity
@DynamicUpdate
@Table(name = "finding")
public class Finding {
    /** Waits for its owner. */
    public static final String OPEN = "open";
    /** Its owner has done something about it, and waits for it to be accepted. */
    public static final String REMEDIED = "remedied";

    public static final String CLOSED = "closed";

    @Id
    private UUID id;

    private String model;

    @Column(name = "model_version")
    private @Nullable Integer version;

    @Column(name = "promotion_id")
    private @Nullable UUID promotionId;

    private String title;

    private String area;

    private String description;

    @Convert(converter = SeverityColumn.class)
    private Severity severity;

    private String owner;

    @Column(name = "owner_name")
    private String ownerName;

    @Column(name = "due_at")
    private Instant dueAt;

    @Column(name = "raised_by")
    private String raisedBy;

    @Column(name = "raised_by_name")
    private String raisedByName;

    @Column(name = "raised_at")
    private Instant raisedAt;

    private String state;

    @Column(name = "overdue_at")
    private @Nullable Instant overdueAt;

    private @Nullable String remedy;

    @Column(name = "remedied_by")
    private @Nullable String remediedBy;

    @Column(name = "remedied_at")
    private @Nullable Instant remediedAt;

    @Column(name = "closed_by")
    private @Nullable String closedBy;

    @Column(name = "closed_by_name")
    private @Nullable String closedByName;

    @Column(name = "closed_at")
    private @Nullable Instant closedAt;

    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields
    protected Finding() {}

    /**
     * What is found.
     *
     * @param model the model
     * @param version number of the version; null when it concerns the model as a whole
     * @param promotionId the request in whose course it was found; null without one
     * @param title in one line
     * @param area data, method, documentation, ...
     * @param description what is wrong
     * @param severity how bad
     * @param owner subject of who is to remedy it
     * @param ownerName their printed name
     * @param dueAt until when
     */
    public record Found(
            String model,
            @Nullable Integer version,
            @Nullable UUID promotionId,
            String title,
            String area,
            String description,
            Severity severity,
            String owner,
            String ownerName,
            Instant dueAt) {}

    public Finding(UUID id, Found found, Actor raiser, Instant at) {
        this.id = id;
        this.model = found.model();
        this.version = found.version();
        this.promotionId = found.promotionId();
        this.title = found.title();
        this.area = found.area();
        this.description = found.description();
        this.severity = found.severity();
        this.owner = found.owner();
        this.ownerName = found.ownerName();
        this.dueAt = found.dueAt();
        this.raisedBy = raiser.responsibleSubject();
        this.raisedByName = raiser.displayName();
        this.raisedAt = at;
        this.state = OPEN;
    }

    /** The owner says what was done about it. */
    public void remedied(String evidence, Actor by, Instant at) {
        require(OPEN);
        this.state = REMEDIED;
        this.remedy = evidence;
        this.remediedBy = by.responsibleSubject();
        this.remediedAt = at;
    }

    /** What was done is not enough. */
    public void back() {
        require(REMEDIED);
        this.state = OPEN;
    }

    /** What was done is accepted. */
    public void close(Actor by, Instant at) {
        require(REMEDIED);
        this.state = CLOSED;
        this.closedBy = by.subject();
        this.closedByName = by.displayName();
        this.closedAt = at;
    }

    public void overdue(Instant at) {
        this.overdueAt = at;
    }

    private void require(String expected) {
        if (!state.equals(expected)) {
            throw ProblemException.conflict("Finding " + id + " is " + state + ", not " + expected);
        }
    }

    public boolean closed() {
        return state.equals(CLOSED);
    }

    public UUID id() {
        return id;
    }

    public String model() {
        return model;
    }

    public Optional<Integer> version() {
        return Optional.ofNullable(version);
    }

    public Optional<UUID> promotionId() {
        return Optional.ofNullable(promotionId);
    }

    public String title() {
        return title;
    }

    public String area() {
        return area;
    }

    public String description() {
        return description;
    }

    public Severity severity() {
        return severity;
    }

    public String owner() {
        return owner;
    }

    public String ownerName() {
        return ownerName;
    }

    public Instant dueAt() {
        return dueAt;
    }

    public String raisedBy() {
        return raisedBy;
    }

    public String raisedByName() {
        return raisedByName;
    }

    public Instant raisedAt() {
        return raisedAt;
    }

    public String state() {
        return state;
    }

    public Optional<Instant> overdueAt() {
        return Optional.ofNullable(overdueAt);
    }

    public Optional<String> remedy() {
        return Optional.ofNullable(remedy);
    }

    public Optional<String> remediedBy() {
        return Optional.ofNullable(remediedBy);
    }

    public Optional<Instant> remediedAt() {
        return Optional.ofNullable(remediedAt);
    }

    public Optional<String> closedBy() {
        return Optional.ofNullable(closedBy);
    }

    public Optional<String> closedByName() {
        return Optional.ofNullable(closedByName);
    }

    public Optional<Instant> closedAt() {
        return Optional.ofNullable(closedAt);
    }
}
