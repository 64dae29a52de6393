package io.countersign.registry.boundary;

import io.countersign.platform.actor.Role;
import io.countersign.platform.mlflow.MlflowJson;
import io.countersign.platform.mlflow.MlflowMessage;
import io.countersign.platform.problem.ProblemException;
import io.countersign.platform.problem.ProblemType;
import io.countersign.platform.web.Authenticated;
import io.countersign.platform.web.CurrentActor;
import io.countersign.registry.TransitionIntent;
import io.countersign.registry.TransitionRequest;
import io.countersign.registry.TransitionRequests;
import io.countersign.registry.VersionId;
import io.countersign.registry.control.ModelVersions;
import io.countersign.registry.control.Stages;
import io.countersign.registry.control.VisibleModels;
import io.countersign.registry.entity.Stage;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
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

/**
 * {@code transition-requests} of Databricks' Workspace Model Registry, over the same workflows as the own API. {@code approve}
 * is one sign-off by the caller; when it is not the last, the request stays open. No transaction here: a request that is
 * opened is committed before it is answered.
 */
@Path("/2.0/mlflow/transition-requests")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
public class TransitionRequestsResource {
    @Inject
    Instance<TransitionRequests> workflows;

    @Inject
    GateAnswers gate;

    @Inject
    ModelVersions modelVersions;

    @Inject
    Stages stages;

    @Inject
    CurrentActor actor;

    @POST
    @Path("create")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Role.Names.ENGINEER, Role.Names.MODEL_OWNER})
    public Response create(Ask request) {
        VersionId version = known(request);
        Stage target = stages.named(Required.text("stage", request.stage()));
        TransitionIntent intent =
                new TransitionIntent(version, target.name(), target.exclusive(), Required.orEmpty(request.comment()));
        Response answer = gate.ask(intent, actor.get()).orElse(null);
        TransitionRequest open = find(version, target.name());
        if (open == null) {
            return answer == null
                    ? Response.ok(new Requested(applied(target.name(), request)))
                            .build()
                    : answer;
        }
        return Response.ok(new Requested(RequestWire.of(open))).build();
    }

    @GET
    @Path("list")
    @Authenticated
    public Many list(@Context UriInfo uri) {
        return new Many(workflows().open(known(MlflowJson.read(uri.getQueryParameters(), Ask.class))).stream()
                .map(ActivityWire::open)
                .toList());
    }

    @POST
    @Path("approve")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Role.Names.VALIDATOR, Role.Names.RISK_APPROVER, Role.Names.MODEL_OWNER})
    public Done approve(Ask request) {
        TransitionRequest open = open(request);
        if (request.archiveExistingVersions() != null && request.archiveExistingVersions() != open.archiveExisting()) {
            throw ProblemException.conflict("The request was made with archive_existing_versions="
                    + open.archiveExisting() + ", and that is what is signed");
        }
        workflows().approve(open.version(), open.targetStage(), Required.orEmpty(request.comment()), actor.get());
        return done(open, "APPROVED_REQUEST", request);
    }

    @POST
    @Path("reject")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Role.Names.VALIDATOR, Role.Names.RISK_APPROVER, Role.Names.MODEL_OWNER})
    public Done reject(Ask request) {
        TransitionRequest open = open(request);
        workflows()
                .reject(open.version(), open.targetStage(), Required.text("comment", request.comment()), actor.get());
        return done(open, "REJECTED_REQUEST", request);
    }

    @DELETE
    @Path("delete")
    @RolesAllowed({Role.Names.ENGINEER, Role.Names.MODEL_OWNER})
    public Done delete(@Context UriInfo uri, Ask body) {
        Ask request = Parameters.of(uri, body, Ask.class);
        TransitionRequest open = open(request);
        String creator = request.creator();
        if (creator != null && !creator.equals(open.requester()) && !creator.equals(open.requesterName())) {
            throw ProblemException.notFound("There is no open request of " + creator + " for " + open.version());
        }
        String comment = request.comment() == null || request.comment().isBlank() ? "deleted" : request.comment();
        workflows().withdraw(open.version(), open.targetStage(), comment, actor.get());
        return done(open, "CANCELLED_REQUEST", request);
    }

    private TransitionRequest open(Ask request) {
        VersionId version = known(request);
        String stage = stages.named(Required.text("stage", request.stage())).name();
        TransitionRequest open = find(version, stage);
        if (open == null) {
            throw ProblemException.notFound("There is no open transition request for " + version + " into " + stage);
        }
        return open;
    }

    private @Nullable TransitionRequest find(VersionId version, String stage) {
        return workflows().open(version).stream()
                .filter(request -> request.targetStage().equals(stage))
                .findFirst()
                .orElse(null);
    }

    /** The version that is asked for, which must be known and in reach. */
    private VersionId known(Ask request) {
        VersionId version = Required.version(request.name(), request.version());
        VisibleModels.requireRead(actor.get(), version.model());
        return modelVersions.view(version, found -> version);
    }

    /** Without exactly one implementation nobody can decide. */
    private TransitionRequests workflows() {
        if (!workflows.isResolvable()) {
            throw new ProblemException(ProblemType.UNAVAILABLE, "The workflow of requests is not available");
        }
        return workflows.get();
    }

    private Done done(TransitionRequest open, String type, Ask request) {
        return new Done(
                ActivityWire.done(open, type, request.comment(), actor.get().responsibleSubject()));
    }

    private RequestWire applied(String stage, Ask request) {
        return new RequestWire(
                stage,
                request.comment(),
                actor.get().responsibleSubject(),
                java.time.Instant.now().toEpochMilli(),
                List.of());
    }

    record Ask(
            @Nullable String name,
            @Nullable String version,
            @Nullable String stage,
            @Nullable String comment,
            @Nullable String creator,
            @Nullable Boolean archiveExistingVersions)
            implements MlflowMessage {}

    /** Databricks' {@code TransitionRequest}. */
    record RequestWire(
            String toStage,
            @Nullable String comment,
            String userId,
            long creationTimestamp,
            List<String> availableActions)
            implements MlflowMessage {
        static RequestWire of(TransitionRequest request) {
            ActivityWire open = ActivityWire.open(request);
            return new RequestWire(
                    open.toStage(), open.comment(), open.userId(), open.creationTimestamp(), open.availableActions());
        }
    }

    record Requested(RequestWire request) implements MlflowMessage {}

    record Done(ActivityWire activity) implements MlflowMessage {}

    record Many(List<ActivityWire> requests) implements MlflowMessage {}
}
