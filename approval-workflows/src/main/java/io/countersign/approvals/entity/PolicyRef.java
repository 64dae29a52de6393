package io.countersign.approvals.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;

/**
 * The policy that a request is decided by.
 *
 * @param id its id: {@code model-promotion}
 * @param version its version, from 1
 * @param digest digest of its tables
 */
@Embeddable
public record PolicyRef(
        @Column(name = "policy_id", updatable = false) String id,
        @Column(name = "policy_version", updatable = false) int version,
        @Column(name = "policy_digest", updatable = false) String digest) {

    /** {@code model-promotion@3}. */
    public String text() {
        return id + "@" + version;
    }
}
