package io.countersign.platform.actor;

/**
 * A person left the organisation, as an administrator states: fired synchronously in the transaction that records it. By
 * then their keys are revoked and their tokens refused. Observers hand back what the person held (tasks return to their
 * group, ownerships become vacant) in the same transaction, in the name of the administrator.
 *
 * @param subject of the person who left
 * @param by the administrator who said so
 */
public record PersonLeft(String subject, Actor by) {}
