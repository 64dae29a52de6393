package io.countersign.approvals.entity;

import io.countersign.audit.EntryId;
import io.countersign.platform.id.Ids;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;

/** A granted waiver: which threshold of which policy is let pass, for what, why, by whom, until when. Never changed. */
@Entity
@Immutable
@Table(name = "waiver")
public class Waiver {
    @Id
    private UUID id;

    @Column(name = "promotion_id")
    private UUID promotionId;

    private String model;
    private String metric;

    @Column(name = "target_stage")
    private String target;

    private String policy;
    private String reason;

    @Column(name = "asked_by")
    private String askedBy;

    @Column(name = "asked_by_name")
    private String askedByName;

    @Column(name = "granted_by")
    private String grantedBy;

    @Column(name = "granted_by_name")
    private String grantedByName;

    @Column(name = "granted_at")
    private Instant grantedAt;

    private Instant until;

    @Column(name = "ledger_entry")
    private UUID ledgerEntry;

    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields
    protected Waiver() {}

    public Waiver(Promotion promotion, AskedWaiver asked, SignOff grant, EntryId entry) {
        this.id = Ids.next();
        this.promotionId = promotion.id();
        this.model = promotion.intent().model();
        this.metric = asked.metric();
        this.target = promotion.intent().target();
        this.policy = promotion.policy().text();
        this.reason = asked.reason();
        this.askedBy = promotion.involved().requester();
        this.askedByName = promotion.involved().requesterName();
        this.grantedBy = grant.subject();
        this.grantedByName = grant.printedName();
        this.grantedAt = grant.signedAt();
        this.until = asked.until();
        this.ledgerEntry = entry.value();
    }

    public UUID id() {
        return id;
    }

    public UUID promotionId() {
        return promotionId;
    }

    public String model() {
        return model;
    }

    public String metric() {
        return metric;
    }

    public String target() {
        return target;
    }

    public String policy() {
        return policy;
    }

    public String reason() {
        return reason;
    }

    public String askedBy() {
        return askedBy;
    }

    public String askedByName() {
        return askedByName;
    }

    public String grantedBy() {
        return grantedBy;
    }

    public String grantedByName() {
        return grantedByName;
    }

    public Instant grantedAt() {
        return grantedAt;
    }

    public Instant until() {
        return until;
    }

    public EntryId entry() {
        return new EntryId(ledgerEntry);
    }
}
