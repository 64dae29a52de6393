package io.countersign.tracking;

/**
 * One file of an artifact tree.
 *
 * @param path path below the root asked for, with forward slashes
 * @param sizeBytes its size
 * @param sha256 lower-case hex of its SHA-256
 */
public record ArtifactFile(String path, long sizeBytes, String sha256) {}
