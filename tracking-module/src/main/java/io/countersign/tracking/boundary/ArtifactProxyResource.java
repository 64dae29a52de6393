package io.countersign.tracking.boundary;

import static io.countersign.tracking.boundary.Presence.orEmpty;

import io.countersign.platform.actor.Role;
import io.countersign.platform.mlflow.MlflowException;
import io.countersign.platform.web.Authenticated;
import io.countersign.platform.web.CurrentActor;
import io.countersign.tracking.control.ArtifactPath;
import io.countersign.tracking.control.ArtifactTransfers;
import io.countersign.tracking.control.Artifacts;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** MLflow's artifact proxy. Bytes stream through; a path that would lead out of its run is refused before anything is read. */
@RequestScoped
@Path("/2.0/mlflow-artifacts/artifacts")
@RolesAllowed({Role.Names.ENGINEER, Role.Names.VALIDATOR, Role.Names.MODEL_OWNER, Role.Names.ADMIN})
public class ArtifactProxyResource {
    @Inject
    Artifacts artifacts;

    @Inject
    ArtifactTransfers transfers;

    @Inject
    Downloads downloads;

    @Inject
    CurrentActor actor;

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Authenticated
    public Object list(@QueryParam("path") @Nullable String path) {
        String asked = orEmpty(path).replaceFirst("/+$", "");
        if (asked.isEmpty()) {
            return Map.of();
        }
        List<Artifacts.Entry> entries = artifacts
                .locate(ArtifactPath.parse(asked).value())
                .map(place -> artifacts.list(actor.get(), place).entries())
                .orElse(List.of());
        return new ArtifactMessages.Listing(null, ArtifactMessages.Listing.files(entries, ""));
    }

    @GET
    @Path("{path: .+}")
    @Authenticated
    public Response download(@PathParam("path") String path) {
        return downloads.of(actor.get(), file(path));
    }

    @PUT
    @Path("{path: .+}")
    @Produces(MediaType.APPLICATION_JSON)
    public Object upload(
            @PathParam("path") String path,
            @HeaderParam(HttpHeaders.CONTENT_LENGTH) @Nullable Long announced,
            InputStream bytes) {
        transfers.upload(actor.get(), file(path), bytes, announced == null ? -1 : announced);
        return Map.of();
    }

    @DELETE
    @Path("{path: .+}")
    @Produces(MediaType.APPLICATION_JSON)
    public Object delete(@PathParam("path") String path) {
        artifacts.remove(actor.get(), place(path));
        return Map.of();
    }

    private Artifacts.Place file(String path) {
        Artifacts.Place place = place(path);
        if (place.path().isEmpty()) {
            throw MlflowException.invalid("Invalid path: '" + path + "' is a directory");
        }
        return place;
    }

    private Artifacts.Place place(String path) {
        String checked = ArtifactPath.parse(path).value();
        return artifacts
                .locate(checked)
                .orElseThrow(
                        () -> MlflowException.notFound(
                                "'" + checked
                                        + "' is not below the artifact URI of any run or logged model: <experiment>/<run>/artifacts/…"));
    }
}
