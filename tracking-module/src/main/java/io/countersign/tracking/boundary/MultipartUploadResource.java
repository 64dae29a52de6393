package io.countersign.tracking.boundary;

import io.countersign.platform.actor.Role;
import io.countersign.platform.mlflow.MlflowErrorCode;
import io.countersign.platform.mlflow.MlflowException;
import io.countersign.tracking.control.ArtifactPath;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/**
 * MLflow's multipart upload, which has the client send parts to the store itself. It is not offered, whatever the store:
 * every byte passes through the server, where its digest is taken. Clients then send the file in one PUT.
 */
@RequestScoped
@Path("/2.0/mlflow-artifacts/mpu")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Role.Names.ENGINEER, Role.Names.VALIDATOR, Role.Names.MODEL_OWNER, Role.Names.ADMIN})
public class MultipartUploadResource {
    /** Clients look for exactly this beginning. */
    private static final String REFUSAL = "Multipart upload is not supported for the current artifact repository";

    @POST
    @Path("{step: create|complete|abort}/{path: .+}")
    public Object step(@PathParam("step") String step, @PathParam("path") String path) {
        ArtifactPath.parse(path);
        throw new MlflowException(MlflowErrorCode.NOT_IMPLEMENTED, REFUSAL);
    }
}
