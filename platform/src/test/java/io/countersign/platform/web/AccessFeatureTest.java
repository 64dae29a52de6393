package io.countersign.platform.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.FeatureContext;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Deny by default, as the JAX-RS implementation asks for each endpoint while the application starts. */
class AccessFeatureTest {
    private final List<Object> registered = new ArrayList<>();

    static class Undeclared {
        public void call() {}
    }

    static class Declared {
        @PermitAll
        public void open() {}

        @RolesAllowed("auditor")
        public void auditors() {}
    }

    @Test
    void anEndpointThatDeclaresNothingKeepsTheApplicationFromStarting() {
        assertThatThrownBy(() -> configure(Undeclared.class, "call"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Undeclared.call() does not declare who may call it");
    }

    @Test
    void anEndpointForSomeIsGuardedAndAPublicOneIsNot() throws NoSuchMethodException {
        configure(Declared.class, "open");
        assertThat(registered).isEmpty();

        configure(Declared.class, "auditors");
        assertThat(registered).singleElement().isInstanceOf(AccessFilter.class);
    }

    private void configure(Class<?> type, String method) throws NoSuchMethodException {
        Method declared = type.getMethod(method);
        ResourceInfo resource = new ResourceInfo() {
            @Override
            public Method getResourceMethod() {
                return declared;
            }

            @Override
            public Class<?> getResourceClass() {
                return type;
            }
        };
        FeatureContext context = (FeatureContext) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {FeatureContext.class}, (proxy, called, arguments) -> {
                    registered.add(arguments[0]);
                    return proxy;
                });
        new AccessFeature().configure(resource, context);
    }
}
