package io.countersign.systemtests.container;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.countersign.platform.web.AccessFeature;
import io.countersign.platform.web.Authenticated;
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

    @Deployment(name = "undeclared", managed = false, testable = false)
    static WebArchive undeclared() {
        return archive(
                "undeclared.war",
                EndpointsToDeploy.UndeclaredApplication.class,
                EndpointsToDeploy.Declared.class,
                EndpointsToDeploy.Undeclared.class);
    }

    private static WebArchive archive(String name, Class<?>... classes) {
        return ShrinkWrap.create(WebArchive.class, name)
                .addClasses(classes)
                .addClass(EndpointsToDeploy.class)
                .addClasses(AccessFeature.class, Authenticated.class)
                .addClass("io.countersign.platform.web.Access")
                .addClass("io.countersign.platform.web.AccessFilter");
    }

    @Test
    void theApplicationDoesNotStartWhenOneDoesNot() {
        assertThatThrownBy(() -> deployer.deploy("undeclared"))
                .hasStackTraceContaining("does not declare who may call it");
    }
}
