package io.countersign.approvals.entity;

import io.countersign.approvals.policy.SignOffRule;
import io.countersign.approvals.policy.ThresholdResult;
import io.countersign.platform.problem.ProblemException;
import io.countersign.platform.problem.ProblemType;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.annotations.ColumnTransformer;
import org.jspecify.annotations.Nullable;

/** A promotion request: what was asked, on which evidence, by which policy, and what came of it. */
@Entity
@Table(name = "promotion")
public class Promotion {

    private static final ProblemType CLOSED =
            new ProblemType("promotion-closed", "The promotion is decided already", ProblemType.Category.CONFLICT);

    @Id
    @Column(updatable = false)
    private UUID id;

    @Embedded
    private Intent intent;

    @Embedded
    private Involved involved;

    @Embedded
    private PolicyRef policy;

    @Embedded
    private Frozen frozen;

    @Column(name = "requested_at", updatable = false)
    private Instant requestedAt;

    @Convert(converter = ThresholdResultsColumn.class)
    @ColumnTransformer(write = "?::jsonb")
    @Column(name = "thresholds", columnDefinition = "jsonb", updatable = false)
    private List<ThresholdResult> thresholds;

    @Convert(converter = SignOffRulesColumn.class)
    @ColumnTransformer(write = "?::jsonb")
    @Column(name = "required_sign_offs", columnDefinition = "jsonb", updatable = false)
    private List<SignOffRule> requiredSignOffs;

    @Convert(converter = RequestKindColumn.class)
    @Column(updatable = false)
    private RequestKind kind;

    @Convert(converter = AskedWaiversColumn.class)
    @ColumnTransformer(write = "?::jsonb")
    @Column(columnDefinition = "jsonb", updatable = false)
    private List<AskedWaiver> waivers;

    @Convert(converter = OtherRunsColumn.class)
    @ColumnTransformer(write = "?::jsonb")
    @Column(name = "other_runs", columnDefinition = "jsonb", updatable = false)
    private List<OtherRun> otherRuns;

    @Column(updatable = false)
    private @Nullable UUID resubmits;

    @Convert(converter = PromotionStateColumn.class)
    private PromotionState state;

    @Column(name = "closed_at")
    private @Nullable Instant closedAt;

    private @Nullable String outcome;

    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields
    protected Promotion() {}

    private Promotion(
            UUID id,
            Intent intent,
            Involved involved,
            PolicyRef policy,
            Frozen frozen,
            Assessed assessed,
            Circumstances circumstances,
            Instant at) {
        this.id = id;
        this.intent = intent;
        this.involved = involved;
        this.policy = policy;
        this.frozen = frozen;
        this.thresholds = assessed.thresholds();
        this.requiredSignOffs = assessed.requiredSignOffs();
        this.kind = circumstances.kind();
        this.waivers = circumstances.waivers();
        this.otherRuns = circumstances.otherRuns();
        this.resubmits = circumstances.resubmits();
        this.requestedAt = at;
        this.state = PromotionState.OPEN;
    }

    /**
     * What the policy said of the evidence.
     *
     * @param thresholds one result for each threshold
     * @param requiredSignOffs who must sign; rules with count 0 left out
     */
    public record Assessed(List<ThresholdResult> thresholds, List<SignOffRule> requiredSignOffs) {
        public Assessed {
            thresholds = List.copyOf(thresholds);
            requiredSignOffs = List.copyOf(requiredSignOffs);
        }
    }

    /**
     * How it came to the request.
     *
     * @param kind its kind
     * @param waivers thresholds that the requester wants to have waived
     * @param otherRuns runs beside the version's own whose numbers count
     * @param resubmits the rejected request that this one takes up again; null when there is none
     */
    public record Circumstances(
            RequestKind kind,
            List<AskedWaiver> waivers,
            List<OtherRun> otherRuns,
            @Nullable UUID resubmits) {
        /** A first promotion by the version's own numbers. */
        public static final Circumstances ORDINARY =
                new Circumstances(RequestKind.PROMOTION, List.of(), List.of(), null);

        public Circumstances {
            waivers = List.copyOf(waivers);
            otherRuns = List.copyOf(otherRuns);
        }
    }

    /** An ordinary request. */
    public static Promotion open(
            UUID id, Intent intent, Involved involved, PolicyRef policy, Frozen frozen, Assessed assessed, Instant at) {
        return open(id, intent, involved, policy, frozen, assessed, Circumstances.ORDINARY, at);
    }

    /** A request, its evidence frozen. */
    public static Promotion open(
            UUID id,
            Intent intent,
            Involved involved,
            PolicyRef policy,
            Frozen frozen,
            Assessed assessed,
            Circumstances circumstances,
            Instant at) {
        return new Promotion(id, intent, involved, policy, frozen, assessed, circumstances, at);
    }

    /** Decided in favour and applied. */
    public void approve(Instant at) {
        close(PromotionState.APPROVED, "applied", at);
    }

    public void reject(String reason, Instant at) {
        close(PromotionState.REJECTED, reason, at);
    }

    public void withdraw(String reason, Instant at) {
        close(PromotionState.WITHDRAWN, reason, at);
    }

    public void refuse(String reason, Instant at) {
        close(PromotionState.REFUSED, reason, at);
    }

    /** A newer version is asked for the same place. */
    public void supersede(String reason, Instant at) {
        close(PromotionState.SUPERSEDED, reason, at);
    }

    /** Nobody confirmed it in time. */
    public void expire(String reason, Instant at) {
        close(PromotionState.EXPIRED, reason, at);
    }

    public void invalidate(String reason, Instant at) {
        close(PromotionState.VOID, reason, at);
    }

    private void close(PromotionState closed, String reason, Instant at) {
        requireOpen();
        this.state = closed;
        this.outcome = reason;
        this.closedAt = at;
    }

    /**
     * Refuses to go on with a request that is decided.
     *
     * @throws ProblemException (conflict)
     */
    public void requireOpen() {
        if (!isOpen()) {
            throw new ProblemException(CLOSED, "Promotion request " + id + " is " + state.wireName() + " already");
        }
    }

    public boolean isOpen() {
        return state == PromotionState.OPEN;
    }

    public UUID id() {
        return id;
    }

    public RequestKind kind() {
        return kind;
    }

    public List<AskedWaiver> waivers() {
        return waivers;
    }

    public List<OtherRun> otherRuns() {
        return otherRuns;
    }

    /** The rejected request that this one takes up again. */
    public Optional<UUID> resubmits() {
        return Optional.ofNullable(resubmits);
    }

    public Intent intent() {
        return intent;
    }

    public Involved involved() {
        return involved;
    }

    public PolicyRef policy() {
        return policy;
    }

    public Frozen frozen() {
        return frozen;
    }

    public Instant requestedAt() {
        return requestedAt;
    }

    public List<ThresholdResult> thresholds() {
        return thresholds;
    }

    public List<SignOffRule> requiredSignOffs() {
        return requiredSignOffs;
    }

    public PromotionState state() {
        return state;
    }

    public Optional<Instant> closedAt() {
        return Optional.ofNullable(closedAt);
    }

    public Optional<String> outcome() {
        return Optional.ofNullable(outcome);
    }
}
