package io.countersign.approvals.entity;

import io.countersign.approvals.policy.PolicyTables;
import io.countersign.platform.actor.Actor;
import io.countersign.platform.problem.ProblemException;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;

/** A proposed change of what governs: decision tables, the guard of a stage, the protection of an alias. Decided by a second person. */
@Entity
@DynamicUpdate
@Table(name = "policy_change")
public class PolicyChange {
    public static final String TABLES = "tables";
    public static final String GUARD = "guard";
    public static final String PROTECTED_ALIAS = "protected-alias";

    public static final String OPEN = "open";
    public static final String PUBLISHED = "published";

    @Id
    private UUID id;

    private String kind;

    private String subject;

    private byte[] proposal;

    @Column(name = "proposal_digest")
    private String proposalDigest;

    private byte @Nullable [] thresholds;

    @Column(name = "required_sign_offs")
    private byte @Nullable [] requiredSignOffs;

    private @Nullable String setting;

    private String rationale;

    @Column(name = "effective_from")
    private Instant effectiveFrom;

    private String author;

    @Column(name = "author_name")
    private String authorName;

    @Column(name = "proposed_at")
    private Instant proposedAt;

    private String state;

    private @Nullable String reviewer;

    @Column(name = "reviewer_name")
    private @Nullable String reviewerName;

    @Column(name = "review_comment")
    private @Nullable String reviewComment;

    @Column(name = "closed_at")
    private @Nullable Instant closedAt;

    private @Nullable String published;

    @Column(name = "in_force_at")
    private @Nullable Instant inForceAt;

    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields
    protected PolicyChange() {}

    /**
     * What is proposed.
     *
     * @param kind {@link #TABLES}, {@link #GUARD} or {@link #PROTECTED_ALIAS}
     * @param subject id of the policy, name of the stage, or the alias
     * @param tables the new tables; null for another kind
     * @param setting the policy that is to guard the stage, or {@code protected}; null to loosen, and for tables
     * @param rationale why
     * @param effectiveFrom from when
     * @param proposal canonical bytes of all this: what is reviewed
     * @param digest lower-case hex of their SHA-256
     */
    @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
    public record Proposed(
            String kind,
            String subject,
            @Nullable PolicyTables tables,
            @Nullable String setting,
            String rationale,
            Instant effectiveFrom,
            byte[] proposal,
            String digest) {}

    public PolicyChange(UUID id, Proposed proposed, Actor proposer, Instant at) {
        this.id = id;
        this.kind = proposed.kind();
        this.subject = proposed.subject();
        this.proposal = proposed.proposal();
        this.proposalDigest = proposed.digest();
        PolicyTables given = proposed.tables();
        this.thresholds = given == null ? null : given.thresholds();
        this.requiredSignOffs = given == null ? null : given.requiredSignOffs();
        this.setting = proposed.setting();
        this.rationale = proposed.rationale();
        this.effectiveFrom = proposed.effectiveFrom();
        this.author = proposer.responsibleSubject();
        this.authorName = proposer.displayName();
        this.proposedAt = at;
        this.state = OPEN;
    }

    /** A second person has looked at it. */
    public void reviewed(Actor by, String comment) {
        requireOpen();
        this.reviewer = by.subject();
        this.reviewerName = by.displayName();
        this.reviewComment = comment;
    }

    public void publish(String as, Instant at) {
        close(PUBLISHED, at);
        this.published = as;
    }

    /** Its date has come: what it says holds from now on. @throws IllegalStateException when it is not published, or does already */
    public void takeEffect(Instant at) {
        if (!state.equals(PUBLISHED) || inForceAt != null) {
            throw new IllegalStateException(
                    "the change of policy " + id + " is " + state + ", in force since " + inForceAt);
        }
        this.inForceAt = at;
    }

    public void reject(Instant at) {
        close("rejected", at);
    }

    public void withdraw(Instant at) {
        close("withdrawn", at);
    }

    private void close(String closed, Instant at) {
        requireOpen();
        this.state = closed;
        this.closedAt = at;
    }

    /** @throws ProblemException (conflict) when it is decided */
    public void requireOpen() {
        if (!state.equals(OPEN)) {
            throw ProblemException.conflict("The change of policy " + id + " is " + state + " already");
        }
    }

    public Optional<PolicyTables> tables() {
        return thresholds == null || requiredSignOffs == null
                ? Optional.empty()
                : Optional.of(new PolicyTables(thresholds, requiredSignOffs));
    }

    public UUID id() {
        return id;
    }

    public String kind() {
        return kind;
    }

    public String subject() {
        return subject;
    }

    public byte[] proposal() {
        return proposal;
    }

    public String proposalDigest() {
        return proposalDigest;
    }

    public Optional<String> setting() {
        return Optional.ofNullable(setting);
    }

    public String rationale() {
        return rationale;
    }

    public Instant effectiveFrom() {
        return effectiveFrom;
    }

    public String author() {
        return author;
    }

    public String authorName() {
        return authorName;
    }

    public Instant proposedAt() {
        return proposedAt;
    }

    public String state() {
        return state;
    }

    public Optional<String> reviewer() {
        return Optional.ofNullable(reviewer);
    }

    public Optional<String> reviewerName() {
        return Optional.ofNullable(reviewerName);
    }

    public Optional<String> reviewComment() {
        return Optional.ofNullable(reviewComment);
    }

    public Optional<Instant> closedAt() {
        return Optional.ofNullable(closedAt);
    }

    public Optional<String> published() {
        return Optional.ofNullable(published);
    }

    /** Since when it holds; empty while its date has not come. */
    public Optional<Instant> inForceAt() {
        return Optional.ofNullable(inForceAt);
    }
}
