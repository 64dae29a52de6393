package io.countersign.registry.boundary;

import io.countersign.platform.actor.Role;
import io.countersign.platform.mlflow.MlflowJson;
import io.countersign.platform.mlflow.MlflowMessage;
import io.countersign.platform.web.Authenticated;
import io.countersign.platform.web.CurrentActor;
import io.countersign.registry.VersionId;
import io.countersign.registry.control.Aliases;
import io.countersign.registry.control.VersionListing;
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
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * MLflow's {@code registered-models/alias}: set, delete, get. A protected alias moves only through a request, which is
 * opened and <em>committed</em> before it is answered with an error; so this class has no transaction of its own.
 */
@Path("/2.0/mlflow/registered-models/alias")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
@Transactional(Transactional.TxType.NOT_SUPPORTED)
@RolesAllowed({Role.Names.ENGINEER, Role.Names.MODEL_OWNER})
public class AliasResource {
    @Inject
    Aliases aliases;

    @Inject
    GateAnswers gate;

    @Inject
    VersionListing versions;

    @Inject
    CurrentActor actor;

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response set(AliasOf request) {
        String alias = Required.text("alias", request.alias());
        VersionId version = Required.version(request.name(), request.version());
        return aliases.guarded(version.model(), alias, version.version())
                .flatMap(intent -> gate.ask(intent, actor.get()))
                .orElseGet(() -> {
                    aliases.point(alias, version, actor.get());
                    return done();
                });
    }

    @DELETE
    public Response delete(@Context UriInfo uri, AliasOf body) {
        AliasOf request = Parameters.of(uri, body, AliasOf.class);
        String name = Required.text("name", request.name());
        String alias = Required.text("alias", request.alias());
        return aliases.guarded(name, alias, null)
                .flatMap(intent -> gate.ask(intent, actor.get()))
                .orElseGet(() -> {
                    aliases.drop(name, alias, actor.get());
                    return done();
                });
    }

    private static Response done() {
        return Response.ok(Map.of()).build();
    }

    @GET
    @Authenticated
    @Transactional
    public VersionWire.One get(@Context UriInfo uri) {
        AliasOf query = MlflowJson.read(uri.getQueryParameters(), AliasOf.class);
        return new VersionWire.One(VersionWire.of(versions.aliased(
                Required.text("name", query.name()), Required.text("alias", query.alias()), actor.get())));
    }

    record AliasOf(
            @Nullable String name,
            @Nullable String alias,
            @Nullable String version) implements MlflowMessage {}
}
