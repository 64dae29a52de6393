package io.countersign.approvals.boundary;

import org.jspecify.annotations.Nullable;

/**
 * Body of {@code POST /v1/promotions/{id}/withdraw}.
 *
 * @param reason why
 */
public record WithdrawalRequest(@Nullable String reason) {
    String text() {
        return FreeText.required("reason", reason);
    }
}
