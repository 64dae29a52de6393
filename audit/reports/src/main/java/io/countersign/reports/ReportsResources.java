package io.countersign.reports;

import io.countersign.reports.boundary.ReportsResource;
import java.util.Set;

/** What each shell's JAX-RS application registers of the reports. */
public final class ReportsResources {
    private ReportsResources() {}

    public static Set<Class<?>> classes() {
        return Set.of(ReportsResource.class);
    }
}
