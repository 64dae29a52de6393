package io.countersign.identity.data;

import org.jspecify.annotations.Nullable;

/**
 * Body of a request that changes what somebody may do.
 *
 * @param reason why, for the ledger
 */
public record Reason(@Nullable String reason) {
    private static final int LONGEST = 1000;

    public Reason {
        reason = Text.required("reason", reason, LONGEST);
    }

    public String text() {
        return String.valueOf(reason);
    }
}
