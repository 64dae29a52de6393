package io.countersign.tracking.control;

import io.countersign.tracking.ArtifactFile;
import io.countersign.tracking.entity.RunContent;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that a seal covers.
 *
 * @param startTime epoch milliseconds, as is {@code endTime}
 * @param series digest of each metric series by the metric's name
 */
record SealedContent(
        String runId,
        long experimentId,
        String name,
        String userId,
        String startedBy,
        String status,
        long startTime,
        @Nullable Long endTime,
        RunContent logged,
        Map<String, SeriesDigest.Series> series,
        List<ArtifactFile> artifacts) {}
