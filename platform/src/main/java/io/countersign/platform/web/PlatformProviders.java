package io.countersign.platform.web;

import java.util.Set;

/** What each shell's JAX-RS application registers of the platform. */
public final class PlatformProviders {
    private PlatformProviders() {}

    public static Set<Class<?>> classes() {
        return Set.of(
                AccessFeature.class,
                ActorFilter.class,
                FailureMapper.class,
                JsonBodies.class,
                LimitFilter.class,
                OpenApiResource.class,
                QueryFromBody.class);
    }
}
