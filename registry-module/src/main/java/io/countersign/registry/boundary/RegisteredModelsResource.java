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
import io.countersign.registry.entity.ModelVersion;
import io.countersign.registry.entity.RegisteredModel;
import io.countersign.registry.entity.Stage;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.Consumes;
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
        return one(models.model(Required.text("name", query.name())));
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
                Search.of(query.filter(), query.orderBy(), query.maxResults(), query.pageToken(), PAGE, LARGEST_PAGE));
        List<ModelVersion> latest = models.latest(page.items());
        return new ModelWire.Many(
                page.items().stream()
                        .map(model -> ModelWire.of(
                                model,
                                latest.stream()
                                        .filter(version -> version.model().equals(model))
                                        .toList()))
                        .toList(),
                page.nextPageToken());
    }

    @POST
    @Path("get-latest-versions")
    @Consumes(MediaType.APPLICATION_JSON)
    @Authenticated
    public VersionWire.Many latest(Latest request) {
        RegisteredModel model = models.model(Required.text("name", request.name()));
        List<String> asked = request.stages() == null
                ? List.of()
                : request.stages().stream().map(stages::named).map(Stage::name).toList();
        return new VersionWire.Many(
                models.latest(List.of(model)).stream()
                        .filter(version -> asked.isEmpty() || asked.contains(version.stage()))
                        .map(VersionWire::listed)
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

    private ModelWire.One one(RegisteredModel model) {
        return new ModelWire.One(ModelWire.of(model, models.latest(List.of(model))));
    }

    record Create(
            @Nullable String name,
            @Nullable List<TagWire> tags,
            @Nullable String description) implements MlflowMessage {}

    record ByName(@Nullable String name) implements MlflowMessage {}

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
