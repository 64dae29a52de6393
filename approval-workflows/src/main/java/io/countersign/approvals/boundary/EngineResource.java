package io.countersign.approvals.boundary;

import static io.countersign.platform.actor.Role.Names.ADMIN;
import static io.countersign.platform.actor.Role.Names.AUDITOR;

import io.countersign.approvals.control.Operations;
import io.countersign.approvals.engine.EngineWatch;
import io.countersign.platform.problem.ProblemException;
import io.countersign.platform.web.CurrentActor;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What operators see and do of the process engine. */
@RequestScoped
@Path("/v1/engine")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({ADMIN, AUDITOR})
public class EngineResource {

    @Inject
    CurrentActor actor;

    @Inject
    Operations operations;

    /** Jobs that failed as often as they are tried. */
    @GET
    @Path("/incidents")
    public Map<String, List<EngineWatch.Stuck>> incidents() {
        return Map.of("items", operations.stuck());
    }

    @POST
    @Path("/incidents/{id}/retry")
    @RolesAllowed(ADMIN)
    public EngineWatch.Stuck retry(@PathParam("id") String id) {
        return operations.retry(id, actor.get());
    }

    /** Versions of the processes, and how many requests run on each. */
    @GET
    @Path("/processes")
    public Map<String, List<EngineWatch.Version>> processes() {
        return Map.of("items", operations.versions());
    }

    /** Moves requests to another version of their process. */
    @POST
    @Path("/migrations")
    @RolesAllowed(ADMIN)
    public Map<String, List<UUID>> migrate(MigrationRequest request) {
        if (request.from() == null || request.to() == null) {
            throw ProblemException.invalid("A migration names the versions from and to");
        }
        return Map.of(
                "moved",
                operations.migrate(
                        FreeText.required("process", request.process()), request.from(), request.to(), actor.get()));
    }

    /** Body of {@code POST /v1/engine/migrations}. */
    public record MigrationRequest(
            @Nullable String process,
            @Nullable Integer from,
            @Nullable Integer to) {}
}
