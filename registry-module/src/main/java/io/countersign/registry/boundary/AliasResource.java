package io.countersign.registry.boundary;

import io.countersign.platform.actor.Role;
import io.countersign.platform.mlflow.MlflowJson;
import io.countersign.platform.mlflow.MlflowMessage;
import io.countersign.platform.web.Authenticated;
import io.countersign.platform.web.CurrentActor;
import io.countersign.registry.control.Aliases;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** MLflow's {@code registered-models/alias}: set, delete, get. */
@Path("/2.0/mlflow/registered-models/alias")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
@Transactional
@RolesAllowed({Role.Names.ENGINEER, Role.Names.MODEL_OWNER})
public class AliasResource {
    @Inject
    Aliases aliases;

    @Inject
    CurrentActor actor;

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Map<String, Object> set(AliasOf request) {
        aliases.point(
                Required.text("alias", request.alias()),
                Required.version(request.name(), request.version()),
                actor.get());
        return Map.of();
    }

    @DELETE
    public Map<String, Object> delete(AliasOf request) {
        aliases.drop(Required.text("name", request.name()), Required.text("alias", request.alias()), actor.get());
        return Map.of();
    }

    @GET
    @Authenticated
    public VersionWire.One get(@Context UriInfo uri) {
        AliasOf query = MlflowJson.read(uri.getQueryParameters(), AliasOf.class);
        return new VersionWire.One(VersionWire.of(
                aliases.resolve(Required.text("name", query.name()), Required.text("alias", query.alias()))));
    }

    record AliasOf(
            @Nullable String name,
            @Nullable String alias,
            @Nullable String version) implements MlflowMessage {}
}
