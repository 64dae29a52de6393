package io.countersign.registry.boundary;

import io.countersign.platform.actor.Role;
import io.countersign.platform.mlflow.MlflowJson;
import io.countersign.platform.mlflow.MlflowMessage;
import io.countersign.platform.web.Authenticated;
import io.countersign.platform.web.CurrentActor;
import io.countersign.registry.TransitionIntent;
import io.countersign.registry.VersionId;
import io.countersign.registry.control.ModelVersions;
import io.countersign.registry.control.Models;
import io.countersign.registry.control.Transitions;
import io.countersign.registry.control.VersionListing;
import io.countersign.registry.entity.ModelVersion;
import io.countersign.registry.entity.RegisteredModel;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The calls of Databricks' Workspace Model Registry that have a place of their own: a model, and a change of stage with a comment. */
@Path("/2.0/mlflow/databricks")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class DatabricksResource {
    @Inject
    Models models;

    @Inject
    ModelVersions modelVersions;

    @Inject
    VersionListing versions;

    @Inject
    Transitions transitions;

    @Inject
    GateAnswers gate;

    @Inject
    CurrentActor actor;

    @GET
    @Path("registered-models/get")
    @Authenticated
    @Transactional
    public OneModel model(@Context UriInfo uri) {
        ByName query = MlflowJson.read(uri.getQueryParameters(), ByName.class);
        RegisteredModel model = models.model(Required.text("name", query.name()), actor.get());
        return new OneModel(ModelDatabricks.of(
                model,
                versions.latest(List.of(model.id())).getOrDefault(model.name(), List.of()).stream()
                        .map(VersionWire::of)
                        .toList(),
                level()));
    }

    @POST
    @Path("model-versions/transition-stage")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Role.Names.ENGINEER, Role.Names.MODEL_OWNER})
    public Response transition(Transition request) {
        VersionId version = Required.version(request.name(), request.version());
        TransitionIntent asked = transitions.intent(
                version,
                Required.text("stage", request.stage()),
                Boolean.TRUE.equals(request.archiveExistingVersions()));
        TransitionIntent intent = new TransitionIntent(
                version, asked.targetStage(), asked.archiveExisting(), Required.orEmpty(request.comment()));
        if (transitions.movedAtOnce(intent, actor.get())) {
            return moved(version);
        }
        return gate.ask(intent, actor.get()).orElseGet(() -> moved(version));
    }

    private Response moved(VersionId version) {
        return Response.ok(new OneVersion(modelVersions.view(version, found -> VersionDatabricks.of(found, level()))))
                .build();
    }

    /** What the caller's roles come to in Databricks' words. */
    private String level() {
        if (actor.get().has(Role.ADMIN)) {
            return "CAN_MANAGE";
        }
        return actor.get().has(Role.ENGINEER) || actor.get().has(Role.MODEL_OWNER) ? "CAN_EDIT" : "CAN_READ";
    }

    record ByName(@Nullable String name) implements MlflowMessage {}

    record Transition(
            @Nullable String name,
            @Nullable String version,
            @Nullable String stage,
            @Nullable Boolean archiveExistingVersions,
            @Nullable String comment)
            implements MlflowMessage {}

    record ModelDatabricks(
            String id,
            String name,
            long creationTimestamp,
            long lastUpdatedTimestamp,
            String userId,
            String description,
            List<VersionWire> latestVersions,
            List<TagWire> tags,
            String permissionLevel)
            implements MlflowMessage {
        static ModelDatabricks of(RegisteredModel model, List<VersionWire> latest, String level) {
            return new ModelDatabricks(
                    model.id().toString(),
                    model.name(),
                    model.createdAt().toEpochMilli(),
                    model.updatedAt().toEpochMilli(),
                    model.createdBy(),
                    model.description(),
                    latest,
                    TagWire.of(model.tags()),
                    level);
        }
    }

    record VersionDatabricks(
            String name,
            String version,
            long creationTimestamp,
            long lastUpdatedTimestamp,
            String userId,
            String currentStage,
            String description,
            String source,
            String runId,
            String runLink,
            String status,
            List<TagWire> tags,
            String permissionLevel)
            implements MlflowMessage {
        static VersionDatabricks of(ModelVersion version, String level) {
            VersionWire wire = VersionWire.of(version);
            return new VersionDatabricks(
                    wire.name(),
                    wire.version(),
                    wire.creationTimestamp(),
                    wire.lastUpdatedTimestamp(),
                    version.registeredBy(),
                    wire.currentStage(),
                    wire.description(),
                    wire.source(),
                    wire.runId(),
                    wire.runLink(),
                    wire.status(),
                    wire.tags(),
                    level);
        }
    }

    record OneModel(ModelDatabricks registeredModelDatabricks) implements MlflowMessage {}

    record OneVersion(VersionDatabricks modelVersionDatabricks) implements MlflowMessage {}
}
