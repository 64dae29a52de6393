package io.countersign.ledger.control;

import io.countersign.audit.Subject;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A hold on the texts beside entries: while it stands, what it covers is neither erased nor does it expire.
 *
 * @param scope {@code all}, {@code person} or {@code subject}
 * @param person subject in the identity provider, for that scope
 * @param subject what the entries are about, for that scope
 */
public record LegalHold(
        UUID id,
        String scope,
        @Nullable String person,
        @Nullable Subject subject,
        String reason,
        String placedBy,
        Instant placedAt,
        @Nullable String releasedBy,
        @Nullable Instant releasedAt) {}
