package io.countersign.approvals.entity;

import io.countersign.audit.EntryId;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.util.UUID;
import org.hibernate.annotations.Immutable;

/** A ledger entry that belongs to a request, as it is read; it is written by the statement that finds its position. */
@Entity
@Immutable
@Table(name = "promotion_entry")
@IdClass(TrailEntry.Key.class)
public class TrailEntry {

    @Id
    @Column(name = "promotion_id")
    private UUID promotionId;

    @Id
    private int position;

    @Column(name = "entry_id")
    private UUID entryId;

    private String action;

    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields
    protected TrailEntry() {}

    /** Place of an entry in the trail of its request. */
    public record Key(UUID promotionId, int position) {}

    public UUID promotionId() {
        return promotionId;
    }

    public EntryId entry() {
        return new EntryId(entryId);
    }

    public String action() {
        return action;
    }
}
