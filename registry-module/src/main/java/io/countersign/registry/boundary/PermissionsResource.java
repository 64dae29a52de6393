package io.countersign.registry.boundary;

import io.countersign.platform.mlflow.MlflowErrorCode;
import io.countersign.platform.mlflow.MlflowException;
import io.countersign.platform.web.Authenticated;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;

/**
 * Databricks' permissions of registered models: said plainly not to be offered, for access is granted elsewhere. As a 404,
 * because Databricks' clients repeat a 501 for seconds.
 */
@Path("/2.0/permissions/registered-models/{rest: .*}")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
@Authenticated
public class PermissionsResource {
    @GET
    public Map<String, Object> get() {
        throw notOffered();
    }

    @PUT
    public Map<String, Object> put() {
        throw notOffered();
    }

    @PATCH
    public Map<String, Object> patch() {
        throw notOffered();
    }

    private static MlflowException notOffered() {
        return new MlflowException(
                MlflowErrorCode.ENDPOINT_NOT_FOUND,
                "Permissions of registered models are not implemented here: roles come from the identity provider, and"
                        + " grants narrow them (/api/v1/grants)");
    }
}
