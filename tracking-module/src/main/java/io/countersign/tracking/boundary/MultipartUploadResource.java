package io.countersign.tracking.boundary;

import static io.countersign.tracking.boundary.Presence.orEmpty;
import static io.countersign.tracking.boundary.Presence.required;

import io.countersign.platform.actor.Role;
import io.countersign.platform.mlflow.MlflowException;
import io.countersign.platform.mlflow.MlflowMessage;
import io.countersign.platform.web.CurrentActor;
import io.countersign.tracking.control.ArtifactPath;
import io.countersign.tracking.control.Artifacts;
import io.countersign.tracking.control.DirectTransfers;
import io.countersign.tracking.control.DirectUploads;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * MLflow's multipart upload, which has the client send parts to the store itself; for stores that offer it. The path is
 * that of the folder; the file's name is the last part of the local path in the body.
 */
@RequestScoped
@Path("/2.0/mlflow-artifacts/mpu")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Role.Names.ENGINEER, Role.Names.VALIDATOR, Role.Names.MODEL_OWNER, Role.Names.ADMIN})
public class MultipartUploadResource {
    @Inject
    Artifacts artifacts;

    @Inject
    DirectTransfers transfers;

    @Inject
    CurrentActor actor;

    /** Begins an upload. */
    public record Create(@Nullable String path, @Nullable Integer numParts) implements MlflowMessage {}

    /** Where to put one part. */
    public record Credential(String url, int partNumber, Map<String, String> headers) implements MlflowMessage {}

    /** An upload that waits for its parts. */
    public record Created(String uploadId, List<Credential> credentials) implements MlflowMessage {}

    /** A part that was put. */
    public record Part(
            @Nullable Integer partNumber, @Nullable String etag) implements MlflowMessage {}

    /** Ends an upload: with its parts, or given up. */
    public record End(
            @Nullable String path,
            @Nullable String uploadId,
            @Nullable List<Part> parts) implements MlflowMessage {}

    @POST
    @Path("create/{path: .+}")
    public Object create(@PathParam("path") String path, Create request) {
        int parts = request.numParts() == null ? 1 : request.numParts();
        DirectUploads.Begun begun = transfers.begin(actor.get(), file(path, request.path()), parts);
        return new Created(
                begun.uploadId(),
                begun.parts().stream()
                        .map(part -> new Credential(part.url().toString(), part.number(), part.headers()))
                        .toList());
    }

    @POST
    @Path("complete/{path: .+}")
    public Object complete(@PathParam("path") String path, End request) {
        List<DirectUploads.UploadedPart> parts = orEmpty(request.parts()).stream()
                .map(part -> new DirectUploads.UploadedPart(
                        part.partNumber() == null ? 0 : part.partNumber(), required(part.etag(), "parts.etag")))
                .toList();
        transfers.complete(actor.get(), file(path, request.path()), required(request.uploadId(), "upload_id"), parts);
        return Map.of();
    }

    @POST
    @Path("abort/{path: .+}")
    public Object abort(@PathParam("path") String path, End request) {
        transfers.abort(actor.get(), file(path, request.path()), required(request.uploadId(), "upload_id"));
        return Map.of();
    }

    private Artifacts.Place file(String folder, @Nullable String local) {
        transfers.requireOffered();
        String name = orEmpty(local).replaceFirst(".*[/\\\\]", "");
        String checked = ArtifactPath.parse(folder).value();
        String path = ArtifactPath.parse(checked + "/" + required(name, "path")).value();
        return artifacts
                .locate(path)
                .orElseThrow(() -> MlflowException.notFound(
                        "'" + checked + "' is not below the artifact URI of any run or logged model"));
    }
}
