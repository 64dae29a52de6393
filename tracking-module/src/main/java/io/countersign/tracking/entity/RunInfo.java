package io.countersign.tracking.entity;

import org.jspecify.annotations.Nullable;

/**
 * What a run is, without what it logged.
 *
 * @param id number in the database
 * @param experiment number of its experiment
 * @param startTime epoch milliseconds, as is {@code endTime}
 */
public record RunInfo(
        long id,
        String runId,
        long experiment,
        String name,
        String userId,
        RunStatus status,
        Lifecycle lifecycle,
        long startTime,
        @Nullable Long endTime,
        String artifactUri) {

    public static RunInfo of(Run run) {
        return new RunInfo(
                run.id(),
                run.runId(),
                run.experiment().id(),
                run.name(),
                run.userId(),
                run.status(),
                run.lifecycle(),
                run.startTime(),
                run.endTime(),
                run.artifactUri());
    }
}
