package io.countersign.approvals.boundary;

/**
 * A person, to be shown.
 *
 * @param subject stable identifier
 * @param name printed name
 */
public record PersonView(String subject, String name) {}
