package io.countersign.approvals.entity;

import io.countersign.approvals.policy.SignOffRule;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.annotations.ColumnTransformer;
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;

/** The review of a break-glass change after it was applied. It ends by its sign-offs and in no other way. */
@Entity
@DynamicUpdate
@Table(name = "retrospective_review")
public class RetrospectiveReview {
    @Id
    @Column(name = "promotion_id")
    private UUID promotionId;

    @Column(updatable = false)
    private String model;

    @Convert(converter = SignOffRulesColumn.class)
    @ColumnTransformer(write = "?::jsonb")
    @Column(columnDefinition = "jsonb", updatable = false)
    private List<SignOffRule> required;

    @Column(name = "due_at", updatable = false)
    private Instant dueAt;

    @Column(name = "overdue_at")
    private @Nullable Instant overdueAt;

    @Column(name = "closed_at")
    private @Nullable Instant closedAt;

    private @Nullable Boolean upheld;

    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields
    protected RetrospectiveReview() {}

    public RetrospectiveReview(Promotion promotion, List<SignOffRule> required, Instant dueAt) {
        this.promotionId = promotion.id();
        this.model = promotion.intent().model();
        this.required = required;
        this.dueAt = dueAt;
    }

    public void overdue(Instant at) {
        this.overdueAt = at;
    }

    public void close(boolean isUpheld, Instant at) {
        this.upheld = isUpheld;
        this.closedAt = at;
    }

    public UUID promotionId() {
        return promotionId;
    }

    public String model() {
        return model;
    }

    public List<SignOffRule> required() {
        return required;
    }

    public Instant dueAt() {
        return dueAt;
    }

    public Optional<Instant> overdueAt() {
        return Optional.ofNullable(overdueAt);
    }

    public Optional<Instant> closedAt() {
        return Optional.ofNullable(closedAt);
    }

    public Optional<Boolean> upheld() {
        return Optional.ofNullable(upheld);
    }
}
