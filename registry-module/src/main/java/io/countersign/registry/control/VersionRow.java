package io.countersign.registry.control;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A version as listings show it, read without its files. */
public record VersionRow(
        UUID id,
        String model,
        int number,
        Instant registeredAt,
        Instant updatedAt,
        String stage,
        String description,
        String source,
        @Nullable String runId,
        String runLink,
        @Nullable String loggedModelId,
        List<String> aliases,
        Map<String, String> tags) {}
