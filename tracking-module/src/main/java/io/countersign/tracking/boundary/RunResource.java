package io.countersign.tracking.boundary;

import static io.countersign.tracking.boundary.Presence.orEmpty;
import static io.countersign.tracking.boundary.Presence.required;

import io.countersign.platform.actor.Role;
import io.countersign.platform.mlflow.MlflowJson;
import io.countersign.platform.paging.Page;
import io.countersign.platform.paging.PageToken;
import io.countersign.platform.web.Authenticated;
import io.countersign.platform.web.CurrentActor;
import io.countersign.tracking.control.RunSearch;
import io.countersign.tracking.control.Runs;
import io.countersign.tracking.control.WireLimits;
import io.countersign.tracking.entity.RunInfo;
import io.countersign.tracking.entity.RunStatus;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.Map;

/** MLflow's {@code runs/*}: the life of runs, reading and searching them. */
@RequestScoped
@Path("/2.0/mlflow/runs")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Role.Names.ENGINEER, Role.Names.VALIDATOR, Role.Names.MODEL_OWNER, Role.Names.ADMIN})
public class RunResource {
    private static final int PAGE = 1_000;
    private static final int MAX_PAGE = 50_000;

    @Inject
    Runs runs;

    @Inject
    RunSearch search;

    @Inject
    CurrentActor actor;

    @POST
    @Path("create")
    public Object create(RunMessages.Create request) {
        Runs.Start start = new Runs.Start(
                required(request.experimentId(), "experiment_id"),
                request.runName() == null ? null : WireLimits.tagValue("run_name", request.runName()),
                WireLimits.within("user_id", orEmpty(request.userId()), 256),
                request.startTime() == null ? 0 : request.startTime(),
                WireTag.runTags(request.tags()));
        return new RunMessages.One(RunMessages.Wire.from(runs.create(actor.get(), start)));
    }

    @POST
    @Path("update")
    public Object update(RunMessages.Update request) {
        String name = request.runName() == null ? null : WireLimits.tagValue("run_name", request.runName());
        RunStatus status = request.status() == null
                ? null
                : WireEnums.of(RunStatus.class, request.status().text(), "status");
        return new RunMessages.Updated(RunMessages.Info.from(RunInfo.of(
                runs.update(actor.get(), required(request.runId(), "run_id"), status, request.endTime(), name))));
    }

    @POST
    @Path("delete")
    public Object delete(RunMessages.Reference request) {
        runs.delete(actor.get(), required(request.runId(), "run_id"));
        return Map.of();
    }

    @POST
    @Path("restore")
    public Object restore(RunMessages.Reference request) {
        runs.restore(actor.get(), required(request.runId(), "run_id"));
        return Map.of();
    }

    @GET
    @Path("get")
    @Authenticated
    public Object get(@Context UriInfo uri) {
        RunMessages.Reference request = MlflowJson.read(uri.getQueryParameters(), RunMessages.Reference.class);
        return new RunMessages.One(RunMessages.Wire.from(runs.get(actor.get(), required(request.runId(), "run_id"))));
    }

    @POST
    @Path("search")
    @Authenticated
    public Object search(RunMessages.Search request) {
        RunSearch.Query query = new RunSearch.Query(
                orEmpty(request.experimentIds()).stream().map(WireScalar::text).toList(),
                orEmpty(request.filter()),
                WireView.lifecycles(request.runViewType(), "run_view_type"),
                orEmpty(request.orderBy()));
        Page<Runs.Loaded> page = search.find(
                actor.get(),
                query,
                PageToken.parse(request.pageToken()),
                Presence.pageSize(request.maxResults(), PAGE, MAX_PAGE));
        return new RunMessages.Found(
                page.items().stream().map(RunMessages.Wire::from).toList(), page.nextPageToken());
    }
}
