package io.countersign.systemtests.container;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.countersign.platform.web.AccessFeature;
import io.countersign.platform.web.Authenticated;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Application;
import java.util.Set;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Deny by default, in the server: an application with one endpoint that does not say who may call it does not start. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class UndeclaredEndpointIT {
    @ArquillianResource
    Deployer deployer;

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
    public static class DeclaredApplication extends Application {
        @Override
        public Set<Class<?>> getClasses() {
            return Set.of(AccessFeature.class, Declared.class);
        }
    }

    @ApplicationPath("/")
    public static class UndeclaredApplication extends Application {
        @Override
        public Set<Class<?>> getClasses() {
            return Set.of(AccessFeature.class, Declared.class, Undeclared.class);
        }
    }

    @Deployment(name = "declared", managed = false, testable = false)
    static WebArchive declared() {
        return archive("declared.war", DeclaredApplication.class, Declared.class);
    }

    @Deployment(name = "undeclared", managed = false, testable = false)
    static WebArchive undeclared() {
        return archive("undeclared.war", UndeclaredApplication.class, Declared.class, Undeclared.class);
    }

    private static WebArchive archive(String name, Class<?>... classes) {
        return ShrinkWrap.create(WebArchive.class, name)
                .addClasses(classes)
                .addClasses(AccessFeature.class, Authenticated.class)
                .addClass("io.countersign.platform.web.Access")
                .addClass("io.countersign.platform.web.AccessFilter");
    }

    @Test
    void theApplicationStartsWhenEachEndpointSaysWhoMayCallIt() {
        assertThatCode(() -> deployer.deploy("declared")).doesNotThrowAnyException();
        deployer.undeploy("declared");
    }

    @Test
    void theApplicationDoesNotStartWhenOneDoesNot() {
        assertThatThrownBy(() -> deployer.deploy("undeclared"))
                .hasStackTraceContaining("does not declare who may call it");
    }
}
