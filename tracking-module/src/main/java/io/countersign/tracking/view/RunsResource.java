package io.countersign.tracking.view;

import io.countersign.platform.actor.Role;
import io.countersign.platform.paging.Page;
import io.countersign.platform.paging.PageToken;
import io.countersign.platform.problem.ProblemException;
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
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs on the own API. */
@RequestScoped
@Path("/v1/runs")
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
public class RunsResource {
    @Inject
    RunViews views;

    @Inject
    CurrentActor actor;

    @GET
    public Page<RunView.Summary> list(
            @QueryParam("experimentId") List<String> experimentIds,
            @QueryParam("filter") @Nullable String filter,
            @QueryParam("orderBy") List<String> orderBy,
            @QueryParam("view") @Nullable String view,
            @QueryParam("pageToken") @Nullable String pageToken,
            @QueryParam("maxResults") @Nullable String maxResults) {
        return views.list(
                actor.get(),
                experimentIds,
                filter == null ? "" : filter,
                orderBy,
                Parameters.lifecycles(view),
                PageToken.parse(pageToken),
                Parameters.pageSize(maxResults));
    }

    @GET
    @Path("compare")
    public RunComparison compare(@QueryParam("runIds") List<String> runIds) {
        return views.compare(actor.get(), runIds);
    }

    @GET
    @Path("{runId}")
    public RunView.Detail get(@PathParam("runId") String runId) {
        return views.detail(actor.get(), runId);
    }

    @GET
    @Path("{runId}/reproducibility")
    public RunView.Card reproducibility(@PathParam("runId") String runId) {
        return views.scoreCard(actor.get(), runId);
    }

    @GET
    @Path("{runId}/metrics")
    public RunViews.Series metrics(
            @PathParam("runId") String runId,
            @QueryParam("name") @Nullable String name,
            @QueryParam("maxPoints") @Nullable String maxPoints) {
        if (name == null || name.isEmpty()) {
            throw ProblemException.invalid("Name the metric: name=…");
        }
        return views.series(actor.get(), runId, name, Parameters.number("maxPoints", maxPoints, 500, 2, 2_500));
    }
}
