package io.countersign.approvals.control;

import io.countersign.approvals.entity.Promotion;
import io.countersign.approvals.policy.SignOffRule;
import io.countersign.approvals.policy.ThresholdResult;
import java.util.List;
import java.util.stream.Collectors;

/** What somebody who asks is told: the request, what is missing, and where to follow it. */
final class GateMessages {
    private GateMessages() {}

    /** @param publicUrl where browsers reach the installation, without a slash at its end */
    static String pending(Promotion promotion, List<SignOffRule> missing, String publicUrl) {
        return "Promotion request " + promotion.id() + " for "
                + promotion.intent().text() + " is open. Missing: "
                + missing.stream().map(SignOffRule::text).collect(Collectors.joining(", ")) + ". Follow it at "
                + publicUrl
                + "/promotions/" + promotion.id();
    }

    static String refused(Promotion promotion, String publicUrl) {
        return "Promotion request " + promotion.id() + " for "
                + promotion.intent().text() + " is refused by policy "
                + promotion.policy().text() + ": " + failures(promotion) + ". See " + publicUrl + "/promotions/"
                + promotion.id();
    }

    /** The numbers that failed: {@code test/auc 0.612 < 0.70; test/ks is missing, must be >= 0.30}. */
    static String failures(Promotion promotion) {
        return promotion.thresholds().stream()
                .filter(ThresholdResult::failed)
                .map(result -> String.valueOf(result.reason()))
                .collect(Collectors.joining("; "));
    }
}
