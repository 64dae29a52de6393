package io.countersign.approvals.boundary;

import io.countersign.approvals.control.PromotionFile;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What an approval is worth.
 *
 * @param approvedAt since when
 * @param validUntil until when, null without end
 * @param endedAt when it ended, null while it is in force
 * @param endReason expired, condition-broken, replaced, review-not-upheld
 * @param conditions findings that must not pass their due date
 */
public record ApprovalView(
        Instant approvedAt,
        @Nullable Instant validUntil,
        @Nullable Instant endedAt,
        @Nullable String endReason,
        List<UUID> conditions) {

    static @Nullable ApprovalView from(PromotionFile file) {
        return file.approval()
                .map(approval -> new ApprovalView(
                        approval.approvedAt(),
                        approval.validUntil().orElse(null),
                        approval.endedAt().orElse(null),
                        approval.endReason().orElse(null),
                        file.conditions()))
                .orElse(null);
    }
}
