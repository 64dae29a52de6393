package io.countersign.approvals.control;

import io.countersign.approvals.entity.Promotion;
import io.countersign.approvals.entity.SignOff;
import io.countersign.approvals.entity.TrailEntry;
import java.util.List;

/**
 * A request with all that belongs to it.
 *
 * @param promotion the request
 * @param signOffs in the order given
 * @param trail its ledger entries, in order
 */
public record PromotionFile(Promotion promotion, List<SignOff> signOffs, List<TrailEntry> trail) {
    public PromotionFile {
        signOffs = List.copyOf(signOffs);
        trail = List.copyOf(trail);
    }

    public Progress progress() {
        return Progress.of(promotion, signOffs);
    }
}
