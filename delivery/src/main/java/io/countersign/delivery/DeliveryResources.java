package io.countersign.delivery;

import io.countersign.delivery.boundary.OutboxResource;
import io.countersign.delivery.boundary.RefusedCallsResource;
import java.util.Set;

/** What each shell's JAX-RS application registers of the delivery. */
public final class DeliveryResources {
    private DeliveryResources() {}

    public static Set<Class<?>> classes() {
        return Set.of(OutboxResource.class, RefusedCallsResource.class);
    }
}
