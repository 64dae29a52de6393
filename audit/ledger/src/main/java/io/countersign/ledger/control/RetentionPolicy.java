package io.countersign.ledger.control;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How long the texts beside entries are kept.
 *
 * @param days null for ever
 * @param minimumDays the legal minimum of this installation
 * @param setBy who set it, null when nobody ever did
 * @param setAt when, null when nobody ever did
 */
public record RetentionPolicy(
        @Nullable Integer days,
        int minimumDays,
        @Nullable String setBy,
        @Nullable Instant setAt) {}
