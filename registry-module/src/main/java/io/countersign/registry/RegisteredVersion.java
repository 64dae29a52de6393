package io.countersign.registry;

import io.countersign.tracking.ArtifactManifest;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A model version as other modules see it.
 *
 * @param id model and number
 * @param stage canonical name of its stage
 * @param source where its artifact is, as registered
 * @param runId run that made it, null for a version that names none
 * @param registeredBy subject of the person responsible for the registration
 * @param registeredByName printed name of that person
 * @param registeredAt when
 * @param description as entered, may be empty
 * @param manifest its bytes, as pinned at registration; null when the source is no artifact of ours
 */
public record RegisteredVersion(
        VersionId id,
        String stage,
        String source,
        @Nullable String runId,
        String registeredBy,
        String registeredByName,
        Instant registeredAt,
        String description,
        @Nullable ArtifactManifest manifest) {}
