package io.countersign.tracking.view;

import io.countersign.platform.actor.Role;
import io.countersign.platform.paging.Page;
import io.countersign.platform.paging.PageToken;
import io.countersign.platform.web.CurrentActor;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;

/** Experiments on the own API. */
@RequestScoped
@Path("/v1/experiments")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({
    Role.Names.ENGINEER,
    Role.Names.VALIDATOR,
    Role.Names.RISK_APPROVER,
    Role.Names.MODEL_OWNER,
    Role.Names.DEPLOYER,
    Role.Names.AUDITOR,
    Role.Names.ADMIN
})
public class ExperimentsResource {
    @Inject
    ExperimentViews views;

    @Inject
    CurrentActor actor;

    @GET
    public Page<ExperimentViews.View> list(
            @QueryParam("view") @Nullable String view,
            @QueryParam("name") @Nullable String name,
            @QueryParam("pageToken") @Nullable String pageToken,
            @QueryParam("maxResults") @Nullable String maxResults) {
        return views.list(
                actor.get(),
                Parameters.lifecycles(view),
                name == null ? "" : name,
                PageToken.parse(pageToken),
                Parameters.pageSize(maxResults));
    }

    @GET
    @Path("{experimentId}")
    public ExperimentViews.View get(@PathParam("experimentId") String experimentId) {
        return views.get(actor.get(), experimentId);
    }
}
