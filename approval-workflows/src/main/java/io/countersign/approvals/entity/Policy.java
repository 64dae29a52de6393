package io.countersign.approvals.entity;

import io.countersign.approvals.policy.PolicyTables;
import io.countersign.platform.actor.Actor;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** A published version of a policy: the exact bytes of its tables. Never changed; a change is the next version. */
@Entity
@Immutable
@Table(name = "policy")
@IdClass(Policy.Key.class)
public class Policy {

    @Id
    private String id;

    @Id
    private int version;

    private String digest;

    private byte[] thresholds;

    @Column(name = "required_sign_offs")
    private byte[] requiredSignOffs;

    private boolean shipped;

    @Column(name = "published_at")
    private Instant publishedAt;

    @Column(name = "published_by")
    private String publishedBy;

    @Column(name = "effective_from")
    private @Nullable Instant effectiveFrom;

    private String author;

    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields
    protected Policy() {}

    /** Identity of a published version. */
    public record Key(String id, int version) {}

    public Policy(Key key, PolicyTables tables, boolean shipped, Actor publisher, Instant publishedAt) {
        this.id = key.id();
        this.version = key.version();
        this.digest = tables.digest();
        this.thresholds = tables.thresholds();
        this.requiredSignOffs = tables.requiredSignOffs();
        this.shipped = shipped;
        this.publishedAt = publishedAt;
        this.publishedBy = publisher.responsibleSubject();
        this.effectiveFrom = publishedAt;
        this.author = "";
    }

    /** As a reviewed change says: written by its author, published by the reviewer, in force from its date on. */
    public Policy(Key key, PolicyTables tables, PolicyChange change, Actor publisher, Instant publishedAt) {
        this(key, tables, false, publisher, publishedAt);
        this.effectiveFrom = change.effectiveFrom().isBefore(publishedAt) ? publishedAt : change.effectiveFrom();
        this.author = change.author();
    }

    public PolicyRef ref() {
        return new PolicyRef(id, version, digest);
    }

    public PolicyTables tables() {
        return new PolicyTables(thresholds, requiredSignOffs);
    }

    public boolean shipped() {
        return shipped;
    }

    public Instant publishedAt() {
        return publishedAt;
    }

    public String publishedBy() {
        return publishedBy;
    }

    /** From when requests are judged by it. */
    public Instant effectiveFrom() {
        return effectiveFrom == null ? publishedAt : effectiveFrom;
    }

    /** Subject of the person who proposed it; empty for a shipped one. */
    public String author() {
        return author;
    }
}
