package io.countersign.tracking.boundary;

import static io.countersign.tracking.boundary.Presence.orEmpty;
import static io.countersign.tracking.boundary.Presence.required;

import io.countersign.platform.actor.Role;
import io.countersign.platform.mlflow.MlflowException;
import io.countersign.platform.mlflow.MlflowJson;
import io.countersign.platform.paging.Page;
import io.countersign.platform.paging.PageToken;
import io.countersign.platform.web.Authenticated;
import io.countersign.platform.web.CurrentActor;
import io.countersign.tracking.control.ArtifactLocation;
import io.countersign.tracking.control.DatasetSummaries;
import io.countersign.tracking.control.ExperimentSearch;
import io.countersign.tracking.control.Experiments;
import io.countersign.tracking.control.WireLimits;
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
import java.util.List;
import java.util.Map;

/** MLflow's {@code experiments/*}. */
@RequestScoped
@Path("/2.0/mlflow/experiments")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
public class ExperimentResource {
    private static final int MAX_PAGE = 50_000;

    @Inject
    Experiments experiments;

    @Inject
    ExperimentSearch searches;

    @Inject
    DatasetSummaries datasets;

    @Inject
    CurrentActor actor;

    @POST
    @Path("create")
    @RolesAllowed({Role.Names.ENGINEER, Role.Names.VALIDATOR, Role.Names.MODEL_OWNER, Role.Names.ADMIN})
    public Object create(ExperimentMessages.Create request) {
        String name = WireLimits.experimentName("name", required(request.name(), "name"));
        String given = orEmpty(request.artifactLocation());
        String location = given.isEmpty() ? "" : ArtifactLocation.parse(given);
        long id = experiments.create(actor.get(), name, location, WireTag.experimentTags(request.tags()));
        return new ExperimentMessages.Created(Long.toString(id));
    }

    @GET
    @Path("get")
    public Object get(@Context UriInfo uri) {
        ExperimentMessages.Get request = MlflowJson.read(uri.getQueryParameters(), ExperimentMessages.Get.class);
        return one(experiments.get(actor.get(), required(request.experimentId(), "experiment_id")));
    }

    @GET
    @Path("get-by-name")
    public Object getByName(@Context UriInfo uri) {
        String name = required(
                MlflowJson.read(uri.getQueryParameters(), ExperimentMessages.GetByName.class)
                        .experimentName(),
                "experiment_name");
        return one(experiments
                .byName(actor.get(), name)
                .orElseThrow(() -> MlflowException.notFound("Could not find experiment with name '" + name + "'")));
    }

    @GET
    @Path("search")
    public Object search(@Context UriInfo uri) {
        return search(MlflowJson.read(uri.getQueryParameters(), ExperimentMessages.Search.class));
    }

    @POST
    @Path("search")
    public Object search(ExperimentMessages.Search request) {
        int size = Presence.pageSize(request.maxResults(), 0, MAX_PAGE);
        ExperimentSearch.Query query = new ExperimentSearch.Query(
                orEmpty(request.filter()),
                WireView.lifecycles(request.viewType(), "view_type"),
                orEmpty(request.orderBy()));
        Page<Experiments.Tagged> page = searches.find(actor.get(), query, PageToken.parse(request.pageToken()), size);
        return new ExperimentMessages.Found(
                page.items().stream().map(ExperimentMessages.Wire::from).toList(), page.nextPageToken());
    }

    @POST
    @Path("set-experiment-tag")
    @RolesAllowed({Role.Names.ENGINEER, Role.Names.VALIDATOR, Role.Names.MODEL_OWNER, Role.Names.ADMIN})
    public Object setTag(ExperimentMessages.SetTag request) {
        String id = required(request.experimentId(), "experiment_id");
        experiments.setTag(actor.get(), id, new WireTag(request.key(), request.value()).experimentTag(""));
        return Map.of();
    }

    @POST
    @Path("delete-experiment-tag")
    @RolesAllowed({Role.Names.ENGINEER, Role.Names.VALIDATOR, Role.Names.MODEL_OWNER, Role.Names.ADMIN})
    public Object deleteTag(ExperimentMessages.DeleteTag request) {
        experiments.deleteTag(
                actor.get(), required(request.experimentId(), "experiment_id"), required(request.key(), "key"));
        return Map.of();
    }

    @POST
    @Path("update")
    @RolesAllowed({Role.Names.ENGINEER, Role.Names.VALIDATOR, Role.Names.MODEL_OWNER, Role.Names.ADMIN})
    public Object update(ExperimentMessages.Update request) {
        String id = required(request.experimentId(), "experiment_id");
        String name = WireLimits.experimentName("new_name", required(request.newName(), "new_name"));
        experiments.rename(actor.get(), id, name);
        return Map.of();
    }

    @POST
    @Path("delete")
    @RolesAllowed({Role.Names.ENGINEER, Role.Names.VALIDATOR, Role.Names.MODEL_OWNER, Role.Names.ADMIN})
    public Object delete(ExperimentMessages.Get request) {
        experiments.delete(actor.get(), required(request.experimentId(), "experiment_id"));
        return Map.of();
    }

    @POST
    @Path("restore")
    @RolesAllowed({Role.Names.ENGINEER, Role.Names.VALIDATOR, Role.Names.MODEL_OWNER, Role.Names.ADMIN})
    public Object restore(ExperimentMessages.Get request) {
        experiments.restore(actor.get(), required(request.experimentId(), "experiment_id"));
        return Map.of();
    }

    @POST
    @Path("search-datasets")
    public Object searchDatasets(ExperimentMessages.SearchDatasets request) {
        List<String> ids =
                orEmpty(request.experimentIds()).stream().map(WireScalar::text).toList();
        return new ExperimentMessages.Datasets(datasets.of(actor.get(), ids).stream()
                .map(ExperimentMessages.Summary::from)
                .toList());
    }

    private static ExperimentMessages.One one(Experiments.Tagged experiment) {
        return new ExperimentMessages.One(ExperimentMessages.Wire.from(experiment));
    }
}
