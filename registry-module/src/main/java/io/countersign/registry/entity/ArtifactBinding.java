package io.countersign.registry.entity;

import io.countersign.tracking.ArtifactManifest;
import io.countersign.tracking.RunId;

/**
 * The bytes that a version is bound to.
 *
 * @param run the run that holds them
 * @param path where below the run's artifacts, empty for all
 * @param manifest the files as they were at registration
 */
public record ArtifactBinding(RunId run, String path, ArtifactManifest manifest) {}
