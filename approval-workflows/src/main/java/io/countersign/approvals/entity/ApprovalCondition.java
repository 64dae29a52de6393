package io.countersign.approvals.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.util.UUID;
import org.hibernate.annotations.Immutable;

/** An approval lapses when the finding passes its due date. */
@Entity
@Immutable
@Table(name = "approval_condition")
@IdClass(ApprovalCondition.Key.class)
public class ApprovalCondition {
    @Id
    @Column(name = "promotion_id")
    private UUID promotionId;

    @Id
    @Column(name = "finding_id")
    private UUID findingId;

    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields
    protected ApprovalCondition() {}

    /** The request and the finding. */
    public record Key(UUID promotionId, UUID findingId) {}

    public ApprovalCondition(UUID promotionId, UUID findingId) {
        this.promotionId = promotionId;
        this.findingId = findingId;
    }

    public UUID promotionId() {
        return promotionId;
    }

    public UUID findingId() {
        return findingId;
    }
}
