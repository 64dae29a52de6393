package io.countersign.platform.web;

import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.Optional;
import java.util.Set;

/**
 * Who may call an endpoint, as declared on its method or, failing that, its class.
 *
 * @param open no authentication asked
 * @param roles names of the roles of which the caller needs one; empty with {@code open == false} means any caller
 */
record Access(boolean open, Set<String> roles) {

    /** The declaration of that endpoint; empty when there is none, which means that the endpoint must not be served. */
    static Optional<Access> of(Class<?> resource, Method method) {
        return declaredOn(method).or(() -> declaredOn(resource));
    }

    private static Optional<Access> declaredOn(AnnotatedElement element) {
        RolesAllowed roles = element.getAnnotation(RolesAllowed.class);
        if (roles != null) {
            return Optional.of(new Access(false, Set.of(roles.value())));
        }
        if (element.isAnnotationPresent(Authenticated.class)) {
            return Optional.of(new Access(false, Set.of()));
        }
        if (element.isAnnotationPresent(PermitAll.class)) {
            return Optional.of(new Access(true, Set.of()));
        }
        return Optional.empty();
    }
}
