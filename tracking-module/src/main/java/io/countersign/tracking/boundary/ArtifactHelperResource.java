package io.countersign.tracking.boundary;

import static io.countersign.tracking.boundary.Presence.required;

import io.countersign.platform.actor.Role;
import io.countersign.platform.mlflow.MlflowException;
import io.countersign.platform.mlflow.MlflowJson;
import io.countersign.platform.web.Authenticated;
import io.countersign.platform.web.CurrentActor;
import io.countersign.tracking.control.ArtifactPath;
import io.countersign.tracking.control.ArtifactTransfers;
import io.countersign.tracking.control.Artifacts;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** MLflow's helpers for a browser: download of a run's file, upload of a small one. The run may also be named run_uuid. */
@RequestScoped
@Path("/")
@Authenticated
public class ArtifactHelperResource {
    private static final long MAX_UPLOAD = 10L << 20;

    @Inject
    ArtifactTransfers transfers;

    @Inject
    Downloads downloads;

    @Inject
    CurrentActor actor;

    /** Also served as {@code /get-artifact}, outside the API. */
    @GET
    @Path("get-artifact")
    public Response get(@Context UriInfo uri) {
        return downloads.of(actor.get(), place(uri));
    }

    @POST
    @Path("2.0/mlflow/upload-artifact")
    @Produces(MediaType.APPLICATION_JSON)
    @RolesAllowed({Role.Names.ENGINEER, Role.Names.VALIDATOR, Role.Names.MODEL_OWNER, Role.Names.ADMIN})
    public Object upload(
            @Context UriInfo uri,
            @HeaderParam(HttpHeaders.CONTENT_LENGTH) @Nullable Long announced,
            InputStream bytes) {
        Artifacts.Place place = place(uri);
        if (announced == null || announced == 0) {
            throw MlflowException.invalid("Request must have data.");
        }
        if (announced > MAX_UPLOAD) {
            throw MlflowException.invalid("Artifact size is too large. Max size is 10MB.");
        }
        transfers.upload(actor.get(), place, bytes, announced);
        return Map.of();
    }

    private static Artifacts.Place place(UriInfo uri) {
        ArtifactMessages.ListRun request = MlflowJson.read(uri.getQueryParameters(), ArtifactMessages.ListRun.class);
        String run = required(request.runId(), "run_id");
        return new Artifacts.Place(
                run, ArtifactPath.parse(required(request.path(), "path")).value());
    }
}
