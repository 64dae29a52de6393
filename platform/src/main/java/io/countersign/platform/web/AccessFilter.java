package io.countersign.platform.web;

import io.countersign.platform.actor.Actor;
import io.countersign.platform.actor.Caller;
import io.countersign.platform.actor.Role;
import io.countersign.platform.problem.ProblemException;
import io.countersign.platform.problem.ProblemType;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Lets a request through to an endpoint when its caller holds one of the declared roles. */
final class AccessFilter implements ContainerRequestFilter {
    private final Access access;

    AccessFilter(Access access) {
        this.access = access;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        Object actor = request.getProperty(Caller.ATTRIBUTE + ".actor");
        if (!(actor instanceof Actor caller)) {
            throw new ProblemException(ProblemType.UNAUTHENTICATED, "Send a bearer token, or sign in to the console");
        }
        boolean allowed = access.roles().isEmpty()
                || caller.roles().stream().map(Role::wireName).anyMatch(access.roles()::contains);
        if (!allowed) {
            throw ProblemException.forbidden("This needs one of the roles " + new TreeSet<>(access.roles())
                    + "; you hold "
                    + caller.roles().stream().map(Role::wireName).collect(Collectors.toCollection(TreeSet::new)));
        }
    }
}
