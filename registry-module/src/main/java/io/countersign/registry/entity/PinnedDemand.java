package io.countersign.registry.entity;

import io.countersign.registry.RequiredSignOff;
import io.countersign.registry.TargetKind;
import io.countersign.registry.TransitionDemand;
import io.countersign.registry.TransitionIntent;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.Immutable;

/** What a guarded transition demands, as pinned when its request was opened. Written once; the database keeps it so. */
@Entity
@Immutable
@Table(name = "pinned_demand")
public class PinnedDemand {
    @Id
    @Column(name = "request_id")
    private UUID requestId;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "version_id")
    private ModelVersion version;

    @Column(name = "from_stage")
    private String fromStage;

    @Enumerated(EnumType.STRING)
    @Column(name = "target_kind")
    private TargetKind targetKind;

    @Column(name = "target_stage")
    private String targetStage;

    @Column(name = "policy_author")
    private String policyAuthor;

    @Column(name = "archive_existing")
    private boolean archiveExisting;

    private String requester;
    private String developer;
    private String registrar;
    private String policy;

    @Column(name = "policy_digest")
    private String policyDigest;

    @Column(name = "evidence_digest")
    private String evidenceDigest;

    @Column(name = "seal_digest")
    private String sealDigest;

    @Column(name = "root_digest")
    private String rootDigest;

    @Column(name = "pinned_at")
    private Instant pinnedAt;

    @ElementCollection
    @CollectionTable(name = "pinned_sign_off", joinColumns = @JoinColumn(name = "request_id"))
    @OrderColumn(name = "position")
    private List<PinnedSignOff> signOffs = new ArrayList<>();

    @SuppressWarnings("NullAway.Init")
    protected PinnedDemand() {}

    /**
     * What stands now and is to hold until the demand is met.
     *
     * @param from how things stand now: the version's stage, or the number that the alias points at
     * @param rootDigest root digest of the bytes that the version is bound to
     */
    public PinnedDemand(TransitionDemand demand, ModelVersion version, String from, String rootDigest, Instant now) {
        this.requestId = demand.requestId();
        this.version = version;
        this.fromStage = from;
        this.targetKind = demand.intent().kind();
        this.targetStage = demand.intent().targetStage();
        this.policyAuthor = demand.policyAuthor();
        this.archiveExisting = demand.intent().archiveExisting();
        this.requester = demand.requester();
        this.developer = demand.developer();
        this.registrar = demand.registrar();
        this.policy = demand.policy();
        this.policyDigest = demand.policyDigest();
        this.evidenceDigest = demand.evidenceDigest();
        this.sealDigest = demand.sealDigest();
        this.rootDigest = rootDigest;
        this.pinnedAt = now;
        demand.signOffs().forEach(required -> signOffs.add(new PinnedSignOff(required)));
    }

    /** The demand as it was pinned; the rationale is no part of it. */
    public TransitionDemand demand() {
        List<RequiredSignOff> required =
                signOffs.stream().map(PinnedSignOff::required).toList();
        TransitionIntent intent = new TransitionIntent(version.id(), targetKind, targetStage, archiveExisting, "");
        return new TransitionDemand(
                requestId,
                intent,
                requester,
                developer,
                registrar,
                policy,
                policyDigest,
                evidenceDigest,
                sealDigest,
                required,
                policyAuthor);
    }

    public ModelVersion version() {
        return version;
    }

    /** How things stood when the demand was pinned: stage of the version, or the number that the alias pointed at. */
    public String fromStage() {
        return fromStage;
    }

    /** Root digest of the version's bytes when the demand was pinned. */
    public String rootDigest() {
        return rootDigest;
    }
}
