package io.countersign.registry;

/**
 * Hears what happens to requests, for the webhooks that asked for it. Owned by the registry, called by approvals in the
 * transaction in which it happens, so that nothing is told that was rolled back.
 */
@FunctionalInterface
public interface ApprovalEvents {
    void happened(ApprovalEvent event);
}
