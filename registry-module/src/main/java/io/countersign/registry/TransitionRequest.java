package io.countersign.registry;

import java.time.Instant;
import java.util.UUID;

/**
 * An open request to move a version into a guarded stage.
 *
 * @param requester subject of the person responsible for it
 * @param requesterName printed name of that person
 * @param rationale why, may be empty
 */
public record TransitionRequest(
        UUID id,
        VersionId version,
        String targetStage,
        boolean archiveExisting,
        String requester,
        String requesterName,
        Instant requestedAt,
        String rationale) {}
