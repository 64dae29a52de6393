package io.countersign.approvals.control;

import io.countersign.approvals.entity.Approval;
import io.countersign.approvals.entity.Promotion;
import io.countersign.approvals.entity.RetrospectiveReview;
import io.countersign.approvals.entity.SignOff;
import io.countersign.approvals.entity.TrailEntry;
import io.countersign.approvals.policy.SignOffRule;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A request with all that belongs to it.
 *
 * @param promotion the request
 * @param signOffs in the order given
 * @param trail its ledger entries, in order
 * @param approval what it is worth, empty before it is applied
 * @param conditions findings that the approval depends on
 * @param review the review of a break-glass change
 * @param findings raised in its course
 */
public record PromotionFile(
        Promotion promotion,
        List<SignOff> signOffs,
        List<TrailEntry> trail,
        Optional<Approval> approval,
        List<UUID> conditions,
        Optional<RetrospectiveReview> review,
        List<UUID> findings) {
    public PromotionFile {
        signOffs = List.copyOf(signOffs);
        trail = List.copyOf(trail);
        conditions = List.copyOf(conditions);
        findings = List.copyOf(findings);
    }

    public Progress progress() {
        return Progress.of(promotion, signOffs);
    }

    /** How many sign-offs stand against a rule of the review. */
    public int given(SignOffRule rule) {
        return (int) signOffs.stream()
                .filter(signOff ->
                        signOff.role().equals(rule.role()) && signOff.meaning().equals(rule.meaning()))
                .count();
    }
}
