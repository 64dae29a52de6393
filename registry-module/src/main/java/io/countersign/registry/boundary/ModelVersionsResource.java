package io.countersign.registry.boundary;

import io.countersign.platform.actor.Role;
import io.countersign.platform.mlflow.MlflowJson;
import io.countersign.platform.mlflow.MlflowMessage;
import io.countersign.platform.paging.Page;
import io.countersign.platform.web.Authenticated;
import io.countersign.platform.web.CurrentActor;
import io.countersign.registry.control.ModelVersions;
import io.countersign.registry.control.Models;
import io.countersign.registry.control.Registration;
import io.countersign.registry.control.Search;
import io.countersign.registry.control.VersionListing;
import io.countersign.registry.control.VersionRow;
import io.countersign.registry.entity.ModelVersion;
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

/** MLflow's {@code model-versions} endpoints but for {@code transition-stage}. */
@Path("/2.0/mlflow/model-versions")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
@Transactional
@RolesAllowed({Role.Names.ENGINEER, Role.Names.MODEL_OWNER})
public class ModelVersionsResource {
    private static final int LARGEST_PAGE = 200_000;

    @Inject
    ModelVersions modelVersions;

    @Inject
    Models models;

    @Inject
    VersionListing versions;

    @Inject
    CurrentActor actor;

    @POST
    @Path("create")
    @Consumes(MediaType.APPLICATION_JSON)
    public VersionWire.One create(Create request) {
        Registration asked = new Registration(
                Required.text("name", request.name()),
                Required.text("source", request.source()),
                Required.run(request.runId()),
                request.modelId() == null || request.modelId().isEmpty() ? null : request.modelId(),
                Required.orEmpty(request.runLink()),
                Required.orEmpty(request.description()),
                TagWire.map(request.tags()));
        return new VersionWire.One(VersionWire.of(modelVersions.register(asked, actor.get())));
    }

    @GET
    @Path("get")
    @Authenticated
    public VersionWire.One get(@Context UriInfo uri) {
        return new VersionWire.One(VersionWire.of(asked(uri)));
    }

    @GET
    @Path("get-download-uri")
    @Authenticated
    public DownloadUri downloadUri(@Context UriInfo uri) {
        return new DownloadUri(asked(uri).downloadUri());
    }

    @PATCH
    @Path("update")
    public VersionWire.One update(Update request) {
        return new VersionWire.One(VersionWire.of(modelVersions.describe(
                Required.version(request.name(), request.version()),
                Required.orEmpty(request.description()),
                actor.get())));
    }

    @GET
    @Path("search")
    @Authenticated
    public VersionWire.Many search(@Context UriInfo uri) {
        Query query = MlflowJson.read(uri.getQueryParameters(), Query.class);
        Page<VersionRow> page = versions.search(
                Search.of(
                        query.filter(),
                        query.orderBy(),
                        query.maxResults(),
                        query.pageToken(),
                        LARGEST_PAGE,
                        LARGEST_PAGE),
                actor.get());
        return new VersionWire.Many(page.items().stream().map(VersionWire::of).toList(), page.nextPageToken());
    }

    @POST
    @Path("set-tag")
    @Consumes(MediaType.APPLICATION_JSON)
    public Map<String, Object> tag(SetTag request) {
        modelVersions.tag(
                Required.version(request.name(), request.version()),
                Required.text("key", request.key()),
                Required.orEmpty(request.value()),
                actor.get());
        return Map.of();
    }

    @DELETE
    @Path("delete-tag")
    public Map<String, Object> untag(@Context UriInfo uri, SetTag body) {
        SetTag request = Parameters.of(uri, body, SetTag.class);
        modelVersions.untag(
                Required.version(request.name(), request.version()), Required.text("key", request.key()), actor.get());
        return Map.of();
    }

    @DELETE
    @Path("delete")
    public Map<String, Object> delete(@Context UriInfo uri, ByVersion body) {
        ByVersion request = Parameters.of(uri, body, ByVersion.class);
        modelVersions.delete(Required.version(request.name(), request.version()), actor.get());
        return Map.of();
    }

    private ModelVersion asked(UriInfo uri) {
        ByVersion query = MlflowJson.read(uri.getQueryParameters(), ByVersion.class);
        return models.version(Required.version(query.name(), query.version()), actor.get());
    }

    record Create(
            @Nullable String name,
            @Nullable String source,
            @Nullable String runId,
            @Nullable String modelId,
            @Nullable List<TagWire> tags,
            @Nullable String runLink,
            @Nullable String description)
            implements MlflowMessage {}

    record ByVersion(@Nullable String name, @Nullable String version) implements MlflowMessage {}

    record Update(
            @Nullable String name,
            @Nullable String version,
            @Nullable String description) implements MlflowMessage {}

    record Query(
            @Nullable String filter,
            @Nullable Integer maxResults,
            @Nullable List<String> orderBy,
            @Nullable String pageToken)
            implements MlflowMessage {}

    record SetTag(
            @Nullable String name,
            @Nullable String version,
            @Nullable String key,
            @Nullable String value) implements MlflowMessage {}

    record DownloadUri(String artifactUri) implements MlflowMessage {}
}
