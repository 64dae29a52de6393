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
        return one(experiments.get(required(request.experimentId(), "experiment_id")));
    }

    @GET
    @Path("get-by-name")
    public Object getByName(@Context UriInfo uri) {
        String name = required(
                MlflowJson.read(uri.getQueryParameters(), ExperimentMessages.GetByName.class)
                        .experimentName(),
                "experiment_name");
        return one(experiments
                .byName(name)
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
        if (!orEmpty(request.filter()).isBlank() || !orEmpty(request.orderBy()).isEmpty()) {
            throw MlflowException.invalid("Filters and orders of experiments are not offered yet");
        }
        Page<Experiments.Tagged> page = experiments.search(
                WireView.lifecycles(request.viewType(), "view_type"), PageToken.parse(request.pageToken()), size);
        return new ExperimentMessages.Found(
                page.items().stream().map(ExperimentMessages.Wire::from).toList(), page.nextPageToken());
    }

    @POST
    @Path("set-experiment-tag")
    @RolesAllowed({Role.Names.ENGINEER, Role.Names.VALIDATOR, Role.Names.MODEL_OWNER, Role.Names.ADMIN})
    public Object setTag(ExperimentMessages.SetTag request) {
        String id = required(request.experimentId(), "experiment_id");
        experiments.setTag(id, new WireTag(request.key(), request.value()).experimentTag(""));
        return Map.of();
    }

    private static ExperimentMessages.One one(Experiments.Tagged experiment) {
        return new ExperimentMessages.One(ExperimentMessages.Wire.from(experiment));
    }
}
