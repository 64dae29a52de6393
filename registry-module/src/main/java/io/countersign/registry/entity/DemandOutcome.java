package io.countersign.registry.entity;

import io.countersign.audit.EntryId;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** How a pinned demand ended. A demand ends once: the request is the primary key. */
@Entity
@Immutable
@Table(name = "demand_outcome")
public class DemandOutcome {
    /** Outcome of a demand whose transition was carried out. */
    public static final String APPLIED = "applied";

    @Id
    @Column(name = "request_id")
    private UUID requestId;

    private String outcome;
    private Instant at;

    @Column(name = "entry_id")
    private @Nullable UUID entryId;

    @SuppressWarnings("NullAway.Init")
    protected DemandOutcome() {}

    private DemandOutcome(UUID requestId, String outcome, Instant at, @Nullable UUID entryId) {
        this.requestId = requestId;
        this.outcome = outcome;
        this.at = at;
        this.entryId = entryId;
    }

    /** The transition was carried out, as this entry tells. */
    public static DemandOutcome applied(UUID requestId, Instant at, EntryId entry) {
        return new DemandOutcome(requestId, APPLIED, at, entry.value());
    }

    /** The transition will not be carried out: rejected, withdrawn, superseded, void. */
    public static DemandOutcome closed(UUID requestId, String outcome, Instant at) {
        return new DemandOutcome(requestId, outcome, at, null);
    }

    public UUID requestId() {
        return requestId;
    }

    public String outcome() {
        return outcome;
    }

    public Instant at() {
        return at;
    }

    public @Nullable UUID entryId() {
        return entryId;
    }
}
