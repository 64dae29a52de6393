package io.countersign.tracking.entity;

import org.jspecify.annotations.Nullable;

/**
 * What a logged model is, without what was logged about it.
 *
 * @param id number in the database
 * @param modelId {@code m-} and 32 hex digits
 * @param experiment number of its experiment
 * @param experimentName name of its experiment
 * @param modelType free text, empty when not said
 * @param sourceRun run that made it, null when none did
 * @param creationTime epoch milliseconds, as is {@code lastUpdateTime}
 * @param createdBy subject of the person responsible, from the token
 */
public record ModelInfo(
        long id,
        String modelId,
        long experiment,
        String experimentName,
        String name,
        String modelType,
        @Nullable String sourceRun,
        ModelStatus status,
        Lifecycle lifecycle,
        long creationTime,
        long lastUpdateTime,
        String artifactUri,
        String createdBy,
        String createdByName) {}
