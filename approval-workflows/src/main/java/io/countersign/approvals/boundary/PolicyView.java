package io.countersign.approvals.boundary;

import io.countersign.approvals.entity.Policy;
import java.time.Instant;

/** A published policy, as the own API shows it. */
public record PolicyView(
        String id,
        int version,
        String digest,
        boolean shipped,
        boolean inForce,
        Instant publishedAt,
        String publishedBy,
        String author,
        Instant effectiveFrom) {

    static PolicyView from(Policy policy, boolean inForce) {
        return new PolicyView(
                policy.ref().id(),
                policy.ref().version(),
                policy.ref().digest(),
                policy.shipped(),
                inForce,
                policy.publishedAt(),
                policy.publishedBy(),
                policy.author(),
                policy.effectiveFrom());
    }
}
