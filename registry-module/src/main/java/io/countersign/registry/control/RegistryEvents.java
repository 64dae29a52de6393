package io.countersign.registry.control;

/** Hears what happens in the registry. Joins the transaction in which it happens, so that nothing is told that was rolled back. */
@FunctionalInterface
public interface RegistryEvents {
    void happened(RegistryEvent event);
}
