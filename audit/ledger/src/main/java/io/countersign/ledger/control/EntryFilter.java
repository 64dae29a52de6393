package io.countersign.ledger.control;

import org.jspecify.annotations.Nullable;

/** Which entries are asked for: every filter that is not null must match exactly. */
public record EntryFilter(
        @Nullable String subjectKind,
        @Nullable String subjectId,
        @Nullable String action,
        @Nullable String actor) {}
