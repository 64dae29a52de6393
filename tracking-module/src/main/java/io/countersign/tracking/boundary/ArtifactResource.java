package io.countersign.tracking.boundary;

import static io.countersign.tracking.boundary.Presence.orEmpty;
import static io.countersign.tracking.boundary.Presence.required;

import io.countersign.platform.mlflow.MlflowJson;
import io.countersign.platform.web.Authenticated;
import io.countersign.platform.web.CurrentActor;
import io.countersign.tracking.control.ArtifactPath;
import io.countersign.tracking.control.Artifacts;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;

/** MLflow's {@code artifacts/list}. */
@RequestScoped
@Path("/2.0/mlflow/artifacts")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
public class ArtifactResource {
    @Inject
    Artifacts artifacts;

    @Inject
    CurrentActor actor;

    @GET
    @Path("list")
    public Object list(@Context UriInfo uri) {
        ArtifactMessages.ListRun request = MlflowJson.read(uri.getQueryParameters(), ArtifactMessages.ListRun.class);
        String asked = orEmpty(request.path()).replaceFirst("/+$", "");
        String path = asked.isEmpty() ? "" : ArtifactPath.parse(asked).value();
        Artifacts.Listing listing =
                artifacts.list(actor.get(), new Artifacts.Place(required(request.runId(), "run_id"), path));
        return new ArtifactMessages.Listing(
                listing.root(), ArtifactMessages.Listing.files(listing.entries(), path.isEmpty() ? "" : path + "/"));
    }
}
