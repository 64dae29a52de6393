package io.countersign.registry.boundary;

import io.countersign.platform.actor.Role;
import io.countersign.platform.problem.ProblemException;
import io.countersign.platform.web.Authenticated;
import io.countersign.platform.web.CurrentActor;
import io.countersign.registry.Obstacle;
import io.countersign.registry.Registry;
import io.countersign.registry.VersionId;
import io.countersign.registry.control.ModelVersions;
import io.countersign.registry.control.VisibleModels;
import io.countersign.registry.entity.ArtifactBinding;
import io.countersign.registry.integrity.ByteChecks;
import io.countersign.registry.integrity.Integrity;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is checked of a version: its bytes, and what keeps it from a stage. */
@Path("/v1/models")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
@Authenticated
public class ChecksResource {
    @Inject
    ByteChecks checks;

    @Inject
    Integrity integrity;

    @Inject
    ModelVersions modelVersions;

    @Inject
    Registry registry;

    @Inject
    CurrentActor actor;

    /** Hashes every byte now and notes what was found. */
    @POST
    @Path("{name: .+}/versions/{version: [1-9]\\d{0,8}}/check")
    @RolesAllowed({
        Role.Names.ENGINEER,
        Role.Names.MODEL_OWNER,
        Role.Names.VALIDATOR,
        Role.Names.RISK_APPROVER,
        Role.Names.DEPLOYER,
        Role.Names.AUDITOR,
        Role.Names.ADMIN
    })
    public BytesView check(@PathParam("name") String model, @PathParam("version") int number) {
        VersionId version = known(model, number);
        boolean intact = checks.check(version, actor.get());
        return new BytesView(intact ? "intact" : "broken", integrity.changed(version));
    }

    @GET
    @Path("{name: .+}/versions/{version: [1-9]\\d{0,8}}/obstacles")
    @Transactional
    public Obstacles obstacles(
            @PathParam("name") String model,
            @PathParam("version") int number,
            @QueryParam("stage") @Nullable String stage) {
        VersionId version = known(model, number);
        String target = registry.canonicalStage(stage == null || stage.isEmpty() ? "Production" : stage);
        return new Obstacles(target, registry.obstacles(version, target));
    }

    /** The pinned bytes as an in-toto statement in the form of the OpenSSF Model Signing specification, unsigned. */
    @GET
    @Path("{name: .+}/versions/{version: [1-9]\\d{0,8}}/manifest")
    @Transactional
    public SigningStatement manifest(@PathParam("name") String model, @PathParam("version") int number) {
        VersionId version = known(model, number);
        return modelVersions.view(
                version,
                found -> SigningStatement.of(
                        model,
                        found.binding()
                                .map(ArtifactBinding::manifest)
                                .orElseThrow(() -> ProblemException.notFound(
                                        "Version " + version + " is not bound to bytes kept here"))));
    }

    private VersionId known(String model, int number) {
        VisibleModels.requireRead(actor.get(), model);
        VersionId version = new VersionId(model, number);
        return modelVersions.view(version, found -> version);
    }

    /** @param status {@code intact} or {@code broken} */
    record BytesView(String status, String changed) {}

    record Obstacles(String stage, List<Obstacle> items) {}
}
