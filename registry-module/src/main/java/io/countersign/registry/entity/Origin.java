package io.countersign.registry.entity;

import io.countersign.tracking.RunId;
import org.jspecify.annotations.Nullable;

/**
 * Where a version comes from.
 *
 * @param source as the client registered it
 * @param downloadUri where a client fetches it; that of the original for a copy
 * @param run the run that made it, null when it names none
 * @param loggedModel MLflow 3's logged model that it was registered from, null for none
 * @param runLink link to a run elsewhere, may be empty
 * @param binding the bytes it is bound to, null when they are not kept here
 */
public record Origin(
        String source,
        String downloadUri,
        @Nullable RunId run,
        @Nullable String loggedModel,
        String runLink,
        @Nullable ArtifactBinding binding) {}
