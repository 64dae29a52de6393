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
import io.countersign.tracking.control.ArtifactPath;
import io.countersign.tracking.control.Artifacts;
import io.countersign.tracking.control.LoggedModels;
import io.countersign.tracking.control.ModelSearch;
import io.countersign.tracking.control.WireLimits;
import io.countersign.tracking.entity.ModelStatus;
import io.countersign.tracking.entity.Param;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** MLflow's {@code logged-models} (3.x): models as objects of their own, which {@code models:/m-…} names. */
@RequestScoped
@Path("/2.0/mlflow/logged-models")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Role.Names.ENGINEER, Role.Names.VALIDATOR, Role.Names.MODEL_OWNER, Role.Names.ADMIN})
public class LoggedModelResource {
    private static final int PAGE = 100;
    private static final int MAX_PAGE = 50_000;

    @Inject
    LoggedModels models;

    @Inject
    ModelSearch searches;

    @Inject
    Artifacts artifacts;

    @Inject
    Downloads downloads;

    @Inject
    CurrentActor actor;

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Object create(ModelMessages.Create request) {
        LoggedModels.Start start = new LoggedModels.Start(
                required(request.experimentId(), "experiment_id"),
                request.name() == null ? null : WireLimits.modelName("name", request.name()),
                WireLimits.within("model_type", orEmpty(request.modelType()), 500),
                orEmpty(request.sourceRunId()).isEmpty() ? null : required(request.sourceRunId(), "source_run_id"),
                params(request.params()),
                WireTag.runTags(request.tags()));
        return one(models.create(actor.get(), start));
    }

    @POST
    @Path("search")
    @Consumes(MediaType.APPLICATION_JSON)
    @Authenticated
    public Object search(ModelMessages.Search request) {
        List<WireScalar> experiments = orEmpty(request.experimentIds());
        if (experiments.isEmpty()) {
            throw MlflowException.missing("experiment_ids");
        }
        ModelSearch.Query query = new ModelSearch.Query(
                experiments.stream().map(WireScalar::text).toList(),
                orEmpty(request.filter()),
                ModelMessages.OnDataset.checked(request.datasets()),
                orEmpty(request.orderBy()).stream()
                        .map(ModelMessages.Order::checked)
                        .toList());
        Page<LoggedModels.Loaded> page = searches.find(
                actor.get(),
                query,
                PageToken.parse(request.pageToken()),
                Presence.pageSize(request.maxResults(), PAGE, MAX_PAGE));
        return new ModelMessages.Found(
                page.items().stream().map(ModelMessages.Wire::from).toList(), page.nextPageToken());
    }

    @GET
    @Path("{id}")
    @Authenticated
    public Object get(@PathParam("id") String id, @Context UriInfo uri) {
        ModelMessages.Get request = MlflowJson.read(uri.getQueryParameters(), ModelMessages.Get.class);
        return one(models.get(actor.get(), id, Boolean.TRUE.equals(request.allowDeleted())));
    }

    @PATCH
    @Path("{id}")
    public Object finish(@PathParam("id") String id, ModelMessages.Finish request) {
        return one(models.finish(actor.get(), id, status(required(request.status(), "status"))));
    }

    @DELETE
    @Path("{id}")
    public Object delete(@PathParam("id") String id) {
        models.delete(actor.get(), id);
        return Map.of();
    }

    @PATCH
    @Path("{id}/tags")
    public Object setTags(@PathParam("id") String id, ModelMessages.Tags request) {
        return one(models.setTags(actor.get(), id, WireTag.runTags(request.tags())));
    }

    @DELETE
    @Path("{id}/tags/{key: .+}")
    public Object deleteTag(@PathParam("id") String id, @PathParam("key") String key) {
        models.deleteTag(actor.get(), id, required(key, "tag_key"));
        return Map.of();
    }

    @POST
    @Path("{id}/params")
    @Consumes(MediaType.APPLICATION_JSON)
    public Object logParams(@PathParam("id") String id, ModelMessages.Params request) {
        models.logParams(actor.get(), id, params(request.params()));
        return Map.of();
    }

    @GET
    @Path("{id}/artifacts/directories")
    @Authenticated
    public Object list(@PathParam("id") String id, @Context UriInfo uri) {
        String asked = orEmpty(MlflowJson.read(uri.getQueryParameters(), ModelMessages.Directory.class)
                        .artifactDirectoryPath())
                .replaceFirst("/+$", "");
        String path = asked.isEmpty() ? "" : ArtifactPath.parse(asked).value();
        Artifacts.Listing listing = artifacts.list(actor.get(), place(id, path));
        return new ArtifactMessages.Listing(
                listing.root(), ArtifactMessages.Listing.files(listing.entries(), path.isEmpty() ? "" : path + "/"));
    }

    @GET
    @Path("{id}/artifacts/files")
    @Produces(MediaType.WILDCARD)
    @Authenticated
    public Response download(@PathParam("id") String id, @Context UriInfo uri) {
        String path = required(
                MlflowJson.read(uri.getQueryParameters(), ModelMessages.File.class)
                        .artifactFilePath(),
                "artifact_file_path");
        return downloads.of(actor.get(), place(id, ArtifactPath.parse(path).value()));
    }

    private Artifacts.Place place(String id, String path) {
        // Says that there is no such model, rather than no such run.
        return new Artifacts.Place(models.get(actor.get(), id, false).info().modelId(), path);
    }

    private static ModelStatus status(String text) {
        for (ModelStatus status : ModelStatus.values()) {
            if (status.wireName().equals(text)
                    || Integer.toString(status.ordinal() + 1).equals(text)) {
                return status;
            }
        }
        throw MlflowException.invalid("Invalid model status: " + text + ". Expected statuses: LOGGED_MODEL_READY,"
                + " LOGGED_MODEL_UPLOAD_FAILED, LOGGED_MODEL_PENDING");
    }

    private static List<Param> params(@Nullable List<WireTag> params) {
        List<WireTag> given = orEmpty(params);
        return IntStream.range(0, given.size())
                .mapToObj(i -> new Param(
                        given.get(i).checkedKey("params[" + i + "]."),
                        WireLimits.paramValue(
                                "params[" + i + "].value", orEmpty(given.get(i).value()))))
                .toList();
    }

    private static ModelMessages.One one(LoggedModels.Loaded model) {
        return new ModelMessages.One(ModelMessages.Wire.from(model));
    }
}
