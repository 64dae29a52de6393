package io.countersign.approvals.boundary;

import io.countersign.approvals.control.PromotionFile;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The review of a break-glass change.
 *
 * @param required who reviews
 * @param dueAt until when
 * @param overdue whether it is past that, and keeps the model from new requests
 * @param closedAt when it was done, null while it waits
 * @param upheld what came of it
 */
public record ReviewView(
        List<RequiredSignOffView> required,
        Instant dueAt,
        boolean overdue,
        @Nullable Instant closedAt,
        @Nullable Boolean upheld) {

    static @Nullable ReviewView from(PromotionFile file) {
        return file.review()
                .map(review -> new ReviewView(
                        review.required().stream()
                                .map(rule -> RequiredSignOffView.of(rule, file.given(rule)))
                                .toList(),
                        review.dueAt(),
                        review.overdueAt().isPresent() && review.closedAt().isEmpty(),
                        review.closedAt().orElse(null),
                        review.upheld().orElse(null)))
                .orElse(null);
    }
}
