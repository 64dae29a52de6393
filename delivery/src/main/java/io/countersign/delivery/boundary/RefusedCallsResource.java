package io.countersign.delivery.boundary;

import io.countersign.delivery.control.RefusedCallCount;
import io.countersign.delivery.control.RefusedCalls;
import io.countersign.platform.actor.Role;
import io.countersign.platform.paging.Page;
import io.countersign.platform.paging.PageToken;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;

/** How many calls were turned away as malformed, unauthenticated or too many, by caller and minute. */
@Path("/v1/refused-calls")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class RefusedCallsResource {
    @Inject
    RefusedCalls calls;

    @GET
    @RolesAllowed({Role.Names.ADMIN, Role.Names.AUDITOR})
    public Page<RefusedCallCount> list(
            @QueryParam("pageToken") @Nullable String pageToken,
            @QueryParam("maxResults") @DefaultValue("50") String maxResults) {
        return calls.list(PageToken.parse(pageToken), PageSize.parse(maxResults));
    }
}
