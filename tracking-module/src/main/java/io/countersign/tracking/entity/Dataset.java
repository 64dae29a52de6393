package io.countersign.tracking.entity;

import org.jspecify.annotations.Nullable;

/**
 * A dataset as logged; known within its experiment by name and digest.
 *
 * @param sourceType kind of source, MLflow's words
 * @param source where it came from, usually JSON
 * @param schema its columns, null when not logged
 * @param profile statistics, null when not logged
 */
public record Dataset(
        String name,
        String digest,
        String sourceType,
        String source,
        @Nullable String schema,
        @Nullable String profile) {}
