package io.countersign.approvals.boundary;

import org.jspecify.annotations.Nullable;

/**
 * Body of {@code POST /v1/tasks/{id}/delegate}.
 *
 * @param to subject of the person who is to do it
 */
public record DelegationRequest(@Nullable String to) {
    String person() {
        return FreeText.required("to", to);
    }
}
