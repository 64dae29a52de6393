package io.countersign.registry.boundary;

import io.countersign.platform.mlflow.MlflowJson;
import io.countersign.platform.mlflow.MlflowMessage;
import io.countersign.platform.web.Authenticated;
import io.countersign.platform.web.CurrentActor;
import io.countersign.registry.integrity.VersionFiles;
import io.countersign.tracking.ArtifactDownloads;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.jspecify.annotations.Nullable;

/**
 * MLflow's {@code /model-versions/get-artifact}: a file of a version, which is the one that it was registered with, or
 * refused. No transaction here: bytes go to the client.
 */
@Path("/model-versions/get-artifact")
@RequestScoped
public class VersionArtifactResource {
    @Inject
    VersionFiles files;

    @Inject
    ArtifactDownloads downloads;

    @Inject
    CurrentActor actor;

    @GET
    @Authenticated
    public Response get(@Context UriInfo uri) {
        Asked asked = MlflowJson.read(uri.getQueryParameters(), Asked.class);
        VersionFiles.Place place = files.of(
                Required.version(asked.name(), asked.version()), Required.text("path", asked.path()), actor.get());
        return downloads.of(place.owner(), place.path(), place.pin(), actor.get());
    }

    record Asked(
            @Nullable String name,
            @Nullable String version,
            @Nullable String path) implements MlflowMessage {}
}
