package io.countersign.approvals.entity;

/**
 * A run beside the version's own whose numbers count.
 *
 * @param runId the run
 * @param sealDigest its seal when the request was made
 */
public record OtherRun(String runId, String sealDigest) {}
