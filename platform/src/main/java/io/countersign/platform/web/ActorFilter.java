package io.countersign.platform.web;

import io.countersign.platform.actor.Actor;
import io.countersign.platform.actor.Caller;
import io.countersign.platform.actor.Reach;
import io.countersign.platform.actor.Role;
import io.countersign.platform.id.Ids;
import io.countersign.platform.problem.ProblemException;
import io.countersign.platform.problem.ProblemType;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Instance;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.Context;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Makes the actor of a request from what the shell's authentication found, and gives each request its correlation id. */
@PreMatching
@Priority(Priorities.AUTHENTICATION)
public class ActorFilter implements ContainerRequestFilter, ContainerResponseFilter {
    static final String REQUEST_ID = "io.countersign.requestId";
    static final String ACTOR = Caller.ATTRIBUTE + ".actor";

    @Context
    HttpServletRequest servletRequest;

    @Override
    public void filter(ContainerRequestContext request) {
        String requestId = Ids.next().toString();
        request.setProperty(REQUEST_ID, requestId);
        refuseWhatNoDatabaseHolds(request);
        if (servletRequest.getAttribute(Caller.ATTRIBUTE) instanceof Caller caller) {
            // First without grants, so that a refusal of the lookup below is recorded as this caller's.
            request.setProperty(ACTOR, actor(caller, requestId, caller.reach()));
            Actor actor = actor(caller, requestId, reachOf(caller));
            request.setProperty(ACTOR, actor);
            Beans.of(CurrentActor.class).get().is(actor);
        }
    }

    /** PostgreSQL's texts hold no NUL, so nothing here is called so; refused before a refusal could be written down with it. */
    private static void refuseWhatNoDatabaseHolds(ContainerRequestContext request) {
        String query = request.getUriInfo().getRequestUri().getRawQuery();
        if (request.getUriInfo().getPath(true).indexOf('\0') >= 0 || (query != null && query.contains("%00"))) {
            throw ProblemException.invalid("The address holds a NUL character");
        }
    }

    private static Reach reachOf(Caller caller) {
        Instance<ReachSource> source = Beans.of(ReachSource.class);
        if (source.isUnsatisfied()) {
            throw new ProblemException(ProblemType.UNAVAILABLE, "Grants cannot be looked up");
        }
        return source.get().reachOf(caller);
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (request.getProperty(REQUEST_ID) instanceof String id) {
            response.getHeaders().putSingle("X-Request-Id", id);
        }
    }

    private Actor actor(Caller caller, String requestId, Reach reach) {
        Set<Role> roles = caller.roles().stream()
                .map(Role::named)
                .flatMap(Optional::stream)
                .collect(Collectors.toUnmodifiableSet());
        return new Actor(
                caller.kind(),
                caller.subject(),
                caller.displayName(),
                roles,
                caller.client(),
                servletRequest.getRemoteAddr(),
                requestId,
                caller.authentication(),
                caller.accountable(),
                reach);
    }
}
