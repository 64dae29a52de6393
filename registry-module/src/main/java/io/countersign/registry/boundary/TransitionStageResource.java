package io.countersign.registry.boundary;

import io.countersign.platform.actor.Role;
import io.countersign.platform.mlflow.MlflowMessage;
import io.countersign.platform.web.CurrentActor;
import io.countersign.registry.TransitionIntent;
import io.countersign.registry.VersionId;
import io.countersign.registry.control.ModelVersions;
import io.countersign.registry.control.Transitions;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/**
 * MLflow's {@code model-versions/transition-stage}. An unguarded stage is entered at once. For a guarded one a request is
 * opened and <em>committed</em>, and the answer is an MLflow error that a client does not retry; so this class has no
 * transaction of its own, and that answer is a response, not an exception.
 */
@Path("/2.0/mlflow/model-versions/transition-stage")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
@Transactional(Transactional.TxType.NOT_SUPPORTED)
@RolesAllowed({Role.Names.ENGINEER, Role.Names.MODEL_OWNER})
public class TransitionStageResource {
    /** Begins the message for a request that waits for sign-offs. Stable: scripts look for it. */
    public static final String PENDING = "COUNTERSIGN_PROMOTION_PENDING: ";

    /** Begins the message for a request that policy refuses. Stable: scripts look for it. */
    public static final String REFUSED = "COUNTERSIGN_PROMOTION_REFUSED: ";

    @Inject
    Transitions transitions;

    @Inject
    ModelVersions modelVersions;

    @Inject
    GateAnswers gate;

    @Inject
    CurrentActor actor;

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response transition(Transition request) {
        VersionId version = Required.version(request.name(), request.version());
        TransitionIntent intent = transitions.intent(
                version,
                Required.text("stage", request.stage()),
                Boolean.TRUE.equals(request.archiveExistingVersions()));
        if (transitions.movedAtOnce(intent, actor.get())) {
            return moved(version);
        }
        return gate.ask(intent, actor.get()).orElseGet(() -> moved(version));
    }

    private Response moved(VersionId version) {
        return Response.ok(new VersionWire.One(modelVersions.view(version, VersionWire::of)))
                .build();
    }

    record Transition(
            @Nullable String name,
            @Nullable String version,
            @Nullable String stage,
            @Nullable Boolean archiveExistingVersions)
            implements MlflowMessage {}
}
