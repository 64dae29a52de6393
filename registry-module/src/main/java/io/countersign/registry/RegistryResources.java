package io.countersign.registry;

import io.countersign.registry.boundary.AliasResource;
import io.countersign.registry.boundary.ModelVersionsResource;
import io.countersign.registry.boundary.ModelsResource;
import io.countersign.registry.boundary.RegisteredModelsResource;
import io.countersign.registry.boundary.TransitionStageResource;
import java.util.Set;

/** What each shell's JAX-RS application registers of the registry. */
public final class RegistryResources {
    private RegistryResources() {}

    public static Set<Class<?>> classes() {
        return Set.of(
                RegisteredModelsResource.class,
                AliasResource.class,
                ModelVersionsResource.class,
                TransitionStageResource.class,
                ModelsResource.class);
    }
}
