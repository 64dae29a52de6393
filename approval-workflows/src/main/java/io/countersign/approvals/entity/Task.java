package io.countersign.approvals.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;

/** Something that a person is waited for, in step with the engine. Who holds it says who does it, never who may. */
@Entity
@DynamicUpdate
@Table(name = "task")
public class Task {
    @Id
    private String id;

    private String process;

    @Column(name = "request_id")
    private UUID requestId;

    private String step;

    private String role;

    private String meaning;

    private int round;

    private int ordinal;

    private String model;

    private String title;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "due_at")
    private @Nullable Instant dueAt;

    @Column(name = "escalated_at")
    private @Nullable Instant escalatedAt;

    private @Nullable String assignee;

    @Column(name = "assignee_name")
    private @Nullable String assigneeName;

    @Column(name = "delegated_by")
    private @Nullable String delegatedBy;

    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields
    protected Task() {}

    /**
     * What is waited for.
     *
     * @param id id of the engine's task
     * @param process key of the process
     * @param requestId what it is about
     * @param step id of the step in the process
     * @param role wire name of the role that does it; empty when only its holder does
     * @param meaning what is to be said
     * @param round its round
     * @param ordinal which of the persons that the same rule asks for
     * @param model the model, empty when it concerns none
     * @param title for people
     * @param createdAt since when
     * @param dueAt until when, null without a date
     */
    public record Waited(
            String id,
            String process,
            UUID requestId,
            String step,
            String role,
            String meaning,
            int round,
            int ordinal,
            String model,
            String title,
            Instant createdAt,
            @Nullable Instant dueAt) {}

    public Task(Waited waited) {
        this.id = waited.id();
        this.process = waited.process();
        this.requestId = waited.requestId();
        this.step = waited.step();
        this.role = waited.role();
        this.meaning = waited.meaning();
        this.round = waited.round();
        this.ordinal = waited.ordinal();
        this.model = waited.model();
        this.title = waited.title();
        this.createdAt = waited.createdAt();
        this.dueAt = waited.dueAt();
    }

    /** Somebody takes it on themselves. */
    public void claim(String subject, String name) {
        this.assignee = subject;
        this.assigneeName = name;
    }

    /** Back to the group. */
    public void release() {
        this.assignee = null;
        this.assigneeName = null;
        this.delegatedBy = null;
    }

    /** From one person to another. */
    public void delegate(String by, String to, String toName) {
        claim(to, toName);
        this.delegatedBy = by;
    }

    public void escalate(Instant at) {
        this.escalatedAt = at;
    }

    public boolean heldByOther(String subject) {
        return assignee != null && !assignee.equals(subject);
    }

    public String id() {
        return id;
    }

    public String process() {
        return process;
    }

    public UUID requestId() {
        return requestId;
    }

    public String step() {
        return step;
    }

    public String role() {
        return role;
    }

    public String meaning() {
        return meaning;
    }

    public int round() {
        return round;
    }

    public int ordinal() {
        return ordinal;
    }

    public String model() {
        return model;
    }

    public String title() {
        return title;
    }

    public Instant createdAt() {
        return createdAt;
    }

    public Optional<Instant> dueAt() {
        return Optional.ofNullable(dueAt);
    }

    public Optional<Instant> escalatedAt() {
        return Optional.ofNullable(escalatedAt);
    }

    public Optional<String> assignee() {
        return Optional.ofNullable(assignee);
    }

    public Optional<String> assigneeName() {
        return Optional.ofNullable(assigneeName);
    }

    public Optional<String> delegatedBy() {
        return Optional.ofNullable(delegatedBy);
    }
}
