package io.countersign.systemtests.container;

import io.countersign.platform.web.AccessFeature;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Application;
import java.util.Set;

/** What {@link UndeclaredEndpointIT} deploys: an application with an endpoint that does not say who may call it. */
final class EndpointsToDeploy {
    private EndpointsToDeploy() {}

    @Path("/declared")
    public static class Declared {
        @GET
        @PermitAll
        public String call() {
            return "open";
        }
    }

    @Path("/undeclared")
    public static class Undeclared {
        @GET
        public String call() {
            return "forgotten";
        }
    }

    @ApplicationPath("/")
    public static class UndeclaredApplication extends Application {
        @Override
        public Set<Class<?>> getClasses() {
            return Set.of(AccessFeature.class, Declared.class, Undeclared.class);
        }
    }
}
