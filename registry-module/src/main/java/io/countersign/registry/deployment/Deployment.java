package io.countersign.registry.deployment;

import io.countersign.audit.EntryId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A version put to work somewhere.
 *
 * @param stage the version's stage when it was recorded
 * @param environment where: {@code production-eu}
 * @param target what it runs on, may be empty: {@code https://scoring.example.org/v2}
 * @param reference how the pipeline knows it, may be empty: a build, a change ticket
 * @param endedAt null while it runs
 */
public record Deployment(
        UUID id,
        String model,
        int version,
        String stage,
        String environment,
        String target,
        String reference,
        Instant deployedAt,
        Instant recordedAt,
        String recordedBy,
        String recordedByName,
        EntryId entry,
        @Nullable Instant endedAt) {}
