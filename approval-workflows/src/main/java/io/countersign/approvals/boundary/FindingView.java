package io.countersign.approvals.boundary;

import io.countersign.approvals.entity.Finding;
import io.countersign.approvals.entity.Severity;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A finding, as the own API shows it. */
public record FindingView(
        UUID id,
        String model,
        @Nullable Integer version,
        @Nullable UUID promotionId,
        String title,
        String area,
        String description,
        Severity severity,
        PersonView owner,
        Instant dueAt,
        PersonView raisedBy,
        Instant raisedAt,
        String state,
        boolean overdue,
        @Nullable String remedy,
        @Nullable PersonView closedBy,
        @Nullable Instant closedAt) {

    static FindingView from(Finding finding) {
        return new FindingView(
                finding.id(),
                finding.model(),
                finding.version().orElse(null),
                finding.promotionId().orElse(null),
                finding.title(),
                finding.area(),
                finding.description(),
                finding.severity(),
                new PersonView(finding.owner(), finding.ownerName()),
                finding.dueAt(),
                new PersonView(finding.raisedBy(), finding.raisedByName()),
                finding.raisedAt(),
                finding.state(),
                finding.overdueAt().isPresent(),
                finding.remedy().orElse(null),
                finding.closedBy()
                        .map(subject ->
                                new PersonView(subject, finding.closedByName().orElse(subject)))
                        .orElse(null),
                finding.closedAt().orElse(null));
    }
}
