package io.countersign.registry.entity;

import io.countersign.audit.EntryId;
import io.countersign.platform.id.Ids;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** One step of a version's way through the stages; the first is its registration. */
@Entity
@Immutable
@Table(name = "stage_change")
public class StageChange {
    @Id
    private UUID id;

    @SuppressWarnings("UnusedVariable") // read by queries
    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "version_id")
    private ModelVersion version;

    @Column(name = "from_stage")
    private @Nullable String from;

    @Column(name = "to_stage")
    private String to;

    private Instant at;

    @Column(name = "by_subject")
    private String bySubject;

    @Column(name = "by_name")
    private String byName;

    @Column(name = "request_id")
    private @Nullable UUID requestId;

    @Column(name = "entry_id")
    private UUID entryId;

    @SuppressWarnings("NullAway.Init")
    protected StageChange() {}

    StageChange(ModelVersion version, @Nullable String from, String to, Move move) {
        this.id = Ids.next();
        this.version = version;
        this.from = from;
        this.to = to;
        this.at = move.at();
        this.bySubject = move.actor().responsibleSubject();
        this.byName = move.actor().displayName();
        this.requestId = move.request();
        this.entryId = move.entry().value();
    }

    /** The beginning of a version's way. */
    public static StageChange registration(ModelVersion version, Move move) {
        return new StageChange(version, null, version.stage(), move);
    }

    /** Where it came from; empty for the registration. */
    public Optional<String> from() {
        return Optional.ofNullable(from);
    }

    public String to() {
        return to;
    }

    public Instant at() {
        return at;
    }

    public String bySubject() {
        return bySubject;
    }

    public String byName() {
        return byName;
    }

    public Optional<UUID> requestId() {
        return Optional.ofNullable(requestId);
    }

    public EntryId entry() {
        return new EntryId(entryId);
    }
}
