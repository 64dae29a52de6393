package io.countersign.platform.web;

import io.countersign.platform.actor.Actor;
import io.countersign.platform.actor.Caller;
import io.countersign.platform.actor.Reach;
import io.countersign.platform.actor.Role;
import io.countersign.platform.id.Ids;
import io.countersign.platform.problem.ProblemException;
import io.countersign.platform.problem.ProblemType;
import jakarta.annotation.Priority;
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

    private final Bean<CurrentActor> current = new Bean<>(CurrentActor.class);
    private final Bean<ReachSource> grants = new Bean<>(ReachSource.class);

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
            current.get().is(actor);
        }
    }

    /** PostgreSQL's texts hold no NUL, so nothing here is called so; refused before a refusal could be written down with it. */
    private static void refuseWhatNoDatabaseHolds(ContainerRequestContext request) {
        String query = request.getUriInfo().getRequestUri().getRawQuery();
        if (request.getUriInfo().getPath(true).indexOf('\0') >= 0 || (query != null && query.contains("%00"))) {
            throw ProblemException.invalid("The address holds a NUL character");
        }
    }

    private Reach reachOf(Caller caller) {
        return grants.ifThere()
                .orElseThrow(() -> new ProblemException(ProblemType.UNAVAILABLE, "Grants cannot be looked up"))
                .reachOf(caller);
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
