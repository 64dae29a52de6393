package io.countersign.registry.boundary;

import io.countersign.platform.actor.Role;
import io.countersign.platform.mlflow.MlflowJson;
import io.countersign.platform.mlflow.MlflowMessage;
import io.countersign.platform.paging.Page;
import io.countersign.platform.web.Authenticated;
import io.countersign.platform.web.CurrentActor;
import io.countersign.registry.control.Models;
import io.countersign.registry.control.RegisteredModels;
import io.countersign.registry.control.Search;
import io.countersign.registry.control.Stages;
import io.countersign.registry.control.VersionListing;
import io.countersign.registry.control.VersionRow;
import io.countersign.registry.entity.RegisteredModel;
import io.countersign.registry.entity.Stage;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** MLflow's {@code registered-models} endpoints. */
@Path("/2.0/mlflow/registered-models")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
@Transactional
@RolesAllowed({Role.Names.ENGINEER, Role.Names.MODEL_OWNER})
public class RegisteredModelsResource {
    private static final int PAGE = 100;
    private static final int LARGEST_PAGE = 1_000;

    @Inject
    RegisteredModels registeredModels;

    @Inject
    Models models;

    @Inject
    VersionListing versions;

    @Inject
    Stages stages;

    @Inject
    CurrentActor actor;

    @POST
    @Path("create")
    @Consumes(MediaType.APPLICATION_JSON)
    public ModelWire.One create(Create request) {
        RegisteredModel created = registeredModels.create(
                Required.text("name", request.name()),
                Required.orEmpty(request.description()),
                TagWire.map(request.tags()),
                actor.get());
        return new ModelWire.One(ModelWire.of(created, List.of()));
    }

    @GET
    @Path("get")
    @Authenticated
    public ModelWire.One get(@Context UriInfo uri) {
        ByName query = MlflowJson.read(uri.getQueryParameters(), ByName.class);
        return one(models.model(Required.text("name", query.name()), actor.get()));
    }

    @PATCH
    @Path("update")
    public ModelWire.One update(Update request) {
        return one(registeredModels.describe(
                Required.text("name", request.name()), Required.orEmpty(request.description()), actor.get()));
    }

    @GET
    @Path("search")
    @Authenticated
    public ModelWire.Many search(@Context UriInfo uri) {
        Query query = MlflowJson.read(uri.getQueryParameters(), Query.class);
        Page<RegisteredModel> page = registeredModels.search(
                Search.of(query.filter(), query.orderBy(), query.maxResults(), query.pageToken(), PAGE, LARGEST_PAGE),
                actor.get());
        Map<String, List<VersionRow>> latest =
                versions.latest(page.items().stream().map(RegisteredModel::id).toList());
        return new ModelWire.Many(
                page.items().stream()
                        .map(model -> ModelWire.of(model, latest.getOrDefault(model.name(), List.of())))
                        .toList(),
                page.nextPageToken());
    }

    @POST
    @Path("get-latest-versions")
    @Consumes(MediaType.APPLICATION_JSON)
    @Authenticated
    public VersionWire.Many latest(Latest request) {
        List<String> asked = request.stages() == null
                ? List.of()
                : request.stages().stream().map(stages::named).map(Stage::name).toList();
        return new VersionWire.Many(
                versions.latest(Required.text("name", request.name()), asked, actor.get()).stream()
                        .map(VersionWire::of)
                        .toList(),
                null);
    }

    @GET
    @Path("get-latest-versions")
    @Authenticated
    public VersionWire.Many latest(@Context UriInfo uri) {
        return latest(MlflowJson.read(uri.getQueryParameters(), Latest.class));
    }

    @POST
    @Path("set-tag")
    @Consumes(MediaType.APPLICATION_JSON)
    public Map<String, Object> tag(SetTag request) {
        registeredModels.tag(
                Required.text("name", request.name()),
                Required.text("key", request.key()),
                Required.orEmpty(request.value()),
                actor.get());
        return Map.of();
    }

    @DELETE
    @Path("delete-tag")
    public Map<String, Object> untag(@Context UriInfo uri, SetTag body) {
        SetTag request = Parameters.of(uri, body, SetTag.class);
        registeredModels.untag(Required.text("name", request.name()), Required.text("key", request.key()), actor.get());
        return Map.of();
    }

    @POST
    @Path("rename")
    @Consumes(MediaType.APPLICATION_JSON)
    public ModelWire.One rename(Rename request) {
        return one(registeredModels.rename(
                Required.text("name", request.name()), Required.text("new_name", request.newName()), actor.get()));
    }

    @DELETE
    @Path("delete")
    public Map<String, Object> delete(@Context UriInfo uri, ByName body) {
        registeredModels.delete(
                Required.text("name", Parameters.of(uri, body, ByName.class).name()), actor.get());
        return Map.of();
    }

    private ModelWire.One one(RegisteredModel model) {
        return new ModelWire.One(
                ModelWire.of(model, versions.latest(List.of(model.id())).getOrDefault(model.name(), List.of())));
    }

    record Create(
            @Nullable String name,
            @Nullable List<TagWire> tags,
            @Nullable String description) implements MlflowMessage {}

    record ByName(@Nullable String name) implements MlflowMessage {}

    record Rename(@Nullable String name, @Nullable String newName) implements MlflowMessage {}

    record Update(@Nullable String name, @Nullable String description) implements MlflowMessage {}

    record Query(
            @Nullable String filter,
            @Nullable Integer maxResults,
            @Nullable List<String> orderBy,
            @Nullable String pageToken)
            implements MlflowMessage {}

    record Latest(@Nullable String name, @Nullable List<String> stages) implements MlflowMessage {}

    record SetTag(
            @Nullable String name,
            @Nullable String key,
            @Nullable String value) implements MlflowMessage {}
}
