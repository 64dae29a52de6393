package io.countersign.approvals.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;

/**
 * The evidence as it was when the request was made.
 *
 * @param tier risk tier of the model then, 1 (highest) to 4
 * @param runId the run that made the version
 * @param sealDigest seal of that run
 * @param evidence the exact canonical bytes (RFC 8785); not to be changed by callers
 * @param digest lower-case hex of their SHA-256: what is signed
 */
@Embeddable
public record Frozen(
        @Column(updatable = false) int tier,

        @Column(name = "run_id", updatable = false) String runId,

        @Column(name = "seal_digest", updatable = false) String sealDigest,

        @SuppressWarnings("ArrayRecordComponent") @Column(updatable = false)
        byte[] evidence,

        @Column(name = "evidence_digest", updatable = false) String digest) {}
