package io.countersign.approvals.boundary;

import io.countersign.approvals.control.PromotionFile;
import io.countersign.approvals.entity.AskedWaiver;
import io.countersign.approvals.entity.OtherRun;
import io.countersign.approvals.entity.PolicyRef;
import io.countersign.approvals.entity.Promotion;
import io.countersign.approvals.entity.PromotionState;
import io.countersign.approvals.entity.RequestKind;
import io.countersign.approvals.policy.ThresholdResult;
import io.countersign.registry.TargetKind;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A promotion request, as the own API shows it. */
public record PromotionView(
        UUID id,
        String model,
        int version,
        String targetStage,
        boolean archiveExisting,
        String rationale,
        PromotionState state,
        PersonView requestedBy,
        Instant requestedAt,
        @Nullable Instant closedAt,
        PolicyRef policy,
        String tier,
        String evidenceDigest,
        List<ThresholdResult> thresholds,
        List<RequiredSignOffView> requiredSignOffs,
        List<SignOffView> signOffs,
        @Nullable String outcome,
        List<String> ledgerEntries,
        RequestKind kind,
        TargetKind targetKind,
        List<AskedWaiver> waivers,
        List<String> evidenceRuns,
        @Nullable UUID resubmits,
        List<UUID> findings,
        @Nullable ApprovalView approval,
        @Nullable ReviewView review) {

    static PromotionView from(PromotionFile file) {
        Promotion promotion = file.promotion();
        return new PromotionView(
                promotion.id(),
                promotion.intent().model(),
                promotion.intent().version(),
                promotion.intent().targetStage(),
                promotion.intent().archiveExisting(),
                promotion.intent().rationale(),
                promotion.state(),
                new PersonView(
                        promotion.involved().requester(), promotion.involved().requesterName()),
                promotion.requestedAt(),
                promotion.closedAt().orElse(null),
                promotion.policy(),
                Integer.toString(promotion.frozen().tier()),
                promotion.frozen().digest(),
                promotion.thresholds(),
                file.progress().steps().stream().map(RequiredSignOffView::from).toList(),
                file.signOffs().stream().map(SignOffView::from).toList(),
                promotion.outcome().orElse(null),
                file.trail().stream().map(entry -> entry.entry().toString()).toList(),
                promotion.kind(),
                promotion.intent().targetKind(),
                promotion.waivers(),
                promotion.otherRuns().stream().map(OtherRun::runId).toList(),
                promotion.resubmits().orElse(null),
                file.findings(),
                ApprovalView.from(file),
                ReviewView.from(file));
    }
}
