package io.countersign.platform.web;

import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.FeatureContext;

/** Deny by default: an endpoint that does not declare who may call it keeps the application from starting. */
public class AccessFeature implements DynamicFeature {

    @Override
    public void configure(ResourceInfo resource, FeatureContext context) {
        Access access = Access.of(resource.getResourceClass(), resource.getResourceMethod())
                .orElseThrow(() -> new IllegalStateException(resource.getResourceMethod()
                        + " does not declare who may call it: add @RolesAllowed," + " @Authenticated or @PermitAll"));
        if (!access.open()) {
            context.register(new AccessFilter(access), Priorities.AUTHORIZATION);
        }
    }
}
