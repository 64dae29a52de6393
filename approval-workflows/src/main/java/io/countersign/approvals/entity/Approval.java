package io.countersign.approvals.entity;

import io.countersign.registry.TargetKind;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;

/** What an applied request is worth: in force until its date, until a condition breaks, or until another version takes its place. */
@Entity
@DynamicUpdate
@Table(name = "approval")
public class Approval {
    /** Its date has passed. */
    public static final String EXPIRED = "expired";
    /** A finding it depended on passed its due date. */
    public static final String CONDITION_BROKEN = "condition-broken";
    /** Another version was approved for the same place. */
    public static final String REPLACED = "replaced";
    /** The retrospective review of a break-glass change did not uphold it. */
    public static final String REVIEW_NOT_UPHELD = "review-not-upheld";

    @Id
    @Column(name = "promotion_id")
    private UUID promotionId;

    private String model;

    @Column(name = "model_version")
    private int version;

    @Enumerated(EnumType.STRING)
    @Column(name = "target_kind")
    private TargetKind targetKind;

    @Column(name = "target_stage")
    private String target;

    @Column(name = "approved_at")
    private Instant approvedAt;

    @Column(name = "valid_until")
    private @Nullable Instant validUntil;

    @Column(name = "ended_at")
    private @Nullable Instant endedAt;

    @Column(name = "end_reason")
    private @Nullable String endReason;

    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields
    protected Approval() {}

    public Approval(Promotion promotion, Instant approvedAt, @Nullable Instant validUntil) {
        this.promotionId = promotion.id();
        this.model = promotion.intent().model();
        this.version = promotion.intent().version();
        this.targetKind = promotion.intent().targetKind();
        this.target = promotion.intent().targetStage();
        this.approvedAt = approvedAt;
        this.validUntil = validUntil;
    }

    /** It is worth nothing any more; the first reason stays. */
    public void end(String reason, Instant at) {
        if (inForce()) {
            this.endReason = reason;
            this.endedAt = at;
        }
    }

    public boolean inForce() {
        return endedAt == null;
    }

    /** Whether it may still be gone back to: replaced, perhaps, but neither lapsed nor struck down. */
    public boolean stillGood(Instant now) {
        boolean lapsed = endReason != null && !endReason.equals(REPLACED);
        return !lapsed && (validUntil == null || validUntil.isAfter(now));
    }

    public UUID promotionId() {
        return promotionId;
    }

    public String model() {
        return model;
    }

    public int version() {
        return version;
    }

    public TargetKind targetKind() {
        return targetKind;
    }

    public String target() {
        return target;
    }

    public Instant approvedAt() {
        return approvedAt;
    }

    public Optional<Instant> validUntil() {
        return Optional.ofNullable(validUntil);
    }

    public Optional<Instant> endedAt() {
        return Optional.ofNullable(endedAt);
    }

    public Optional<String> endReason() {
        return Optional.ofNullable(endReason);
    }
}
