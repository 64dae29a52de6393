package io.countersign.approvals.boundary;

import io.countersign.approvals.entity.PolicyChange;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A change of policy, as the own API shows it. The exact bytes that are reviewed are at {@code …/proposal}. */
public record PolicyChangeView(
        UUID id,
        String kind,
        String subject,
        @Nullable String setting,
        String rationale,
        Instant effectiveFrom,
        PersonView author,
        Instant proposedAt,
        String proposalDigest,
        String state,
        @Nullable PersonView reviewer,
        @Nullable String comment,
        @Nullable Instant closedAt,
        @Nullable String published,
        @Nullable Instant inForceAt) {

    static PolicyChangeView from(PolicyChange change) {
        return new PolicyChangeView(
                change.id(),
                change.kind(),
                change.subject(),
                change.setting().orElse(null),
                change.rationale(),
                change.effectiveFrom(),
                new PersonView(change.author(), change.authorName()),
                change.proposedAt(),
                change.proposalDigest(),
                change.state(),
                change.reviewer()
                        .map(subject ->
                                new PersonView(subject, change.reviewerName().orElse(subject)))
                        .orElse(null),
                change.reviewComment().orElse(null),
                change.closedAt().orElse(null),
                change.published().orElse(null),
                change.inForceAt().orElse(null));
    }
}
