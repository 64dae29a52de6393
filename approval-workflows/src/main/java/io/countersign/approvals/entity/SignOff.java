package io.countersign.approvals.entity;

import io.countersign.audit.EntryId;
import io.countersign.platform.actor.Actor;
import io.countersign.platform.actor.Authentication;
import io.countersign.platform.actor.StepUp;
import io.countersign.registry.GivenSignOff;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** A sign-off as given (21 CFR 11.50: printed name, time, meaning; 11.70: bound to what was signed). Never changed. */
@Entity
@Immutable
@Table(name = "sign_off")
public class SignOff {

    @Id
    private UUID id;

    @Column(name = "promotion_id")
    private UUID promotionId;

    private String subject;

    @Column(name = "printed_name")
    private String printedName;

    private String role;

    private String meaning;

    private String comment;

    @Column(name = "evidence_digest")
    private String evidenceDigest;

    @Embedded
    private PolicyRef policy;

    @Column(name = "signed_at")
    private Instant signedAt;

    @Column(name = "auth_method")
    private String authMethod;

    @Column(name = "auth_acr")
    private @Nullable String authAcr;

    @Column(name = "auth_time")
    private @Nullable Instant authTime;

    private String client;

    private int round;

    @Column(name = "stepped_up_at")
    private @Nullable Instant steppedUpAt;

    @Column(name = "stepped_up_acr")
    private @Nullable String steppedUpAcr;

    @Column(name = "ledger_entry")
    private UUID ledgerEntry;

    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields
    protected SignOff() {}

    /** What a person signs with: the words and the digest that they saw. */
    public record Statement(String role, String meaning, String comment, String evidenceDigest, int round) {
        /** In the first round. */
        public Statement(String role, String meaning, String comment, String evidenceDigest) {
            this(role, meaning, comment, evidenceDigest, 1);
        }
    }

    public SignOff(UUID id, Promotion promotion, Actor signer, Statement statement, Instant signedAt, EntryId entry) {
        this.id = id;
        this.promotionId = promotion.id();
        this.subject = signer.subject();
        this.printedName = signer.displayName();
        this.role = statement.role();
        this.meaning = statement.meaning();
        this.comment = statement.comment();
        this.evidenceDigest = statement.evidenceDigest();
        this.policy = promotion.policy();
        this.signedAt = signedAt;
        Authentication authentication = signer.authentication();
        this.authMethod = authentication.method().name();
        this.authAcr = authentication.acr();
        this.authTime = authentication.authTime();
        this.round = statement.round();
        Optional<StepUp> stepUp = authentication.stepUpFor(statement.evidenceDigest());
        this.steppedUpAt = stepUp.map(StepUp::at).orElse(null);
        this.steppedUpAcr = stepUp.map(StepUp::acr).orElse(null);
        this.client = signer.client();
        this.ledgerEntry = entry.value();
    }

    /** As the registry checks it. */
    public GivenSignOff given() {
        return new GivenSignOff(subject, role, meaning, evidenceDigest, signedAt, entry(), steppedUpAt);
    }

    public UUID id() {
        return id;
    }

    public UUID promotionId() {
        return promotionId;
    }

    public String subject() {
        return subject;
    }

    public String printedName() {
        return printedName;
    }

    public String role() {
        return role;
    }

    public String meaning() {
        return meaning;
    }

    public String comment() {
        return comment;
    }

    public String evidenceDigest() {
        return evidenceDigest;
    }

    public PolicyRef policy() {
        return policy;
    }

    public Instant signedAt() {
        return signedAt;
    }

    public Authentication authentication() {
        return new Authentication(Authentication.Method.valueOf(authMethod), authAcr, authTime);
    }

    public int round() {
        return round;
    }

    /** When the signer authenticated afresh for what they signed. */
    public Optional<Instant> steppedUpAt() {
        return Optional.ofNullable(steppedUpAt);
    }

    /** How strongly they did, as the identity provider says. */
    public Optional<String> steppedUpAcr() {
        return Optional.ofNullable(steppedUpAcr);
    }

    /** The program that they signed with. */
    public String client() {
        return client;
    }

    public EntryId entry() {
        return new EntryId(ledgerEntry);
    }
}
