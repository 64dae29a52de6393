package io.countersign.identity;

import java.util.Set;

/** What each shell's JAX-RS application registers of identity. */
public final class IdentityResources {
    private IdentityResources() {}

    public static Set<Class<?>> classes() {
        return Set.of();
    }
}
