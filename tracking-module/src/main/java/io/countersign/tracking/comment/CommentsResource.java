package io.countersign.tracking.comment;

import io.countersign.platform.actor.Role;
import io.countersign.platform.problem.ProblemException;
import io.countersign.platform.web.CurrentActor;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Comments on runs, on the own API. */
@RequestScoped
@Path("/v1/runs/{runId}/comments")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({
    Role.Names.ENGINEER,
    Role.Names.VALIDATOR,
    Role.Names.RISK_APPROVER,
    Role.Names.MODEL_OWNER,
    Role.Names.DEPLOYER,
    Role.Names.AUDITOR,
    Role.Names.ADMIN
})
public class CommentsResource {
    @Inject
    RunComments comments;

    @Inject
    CurrentActor actor;

    /** What somebody writes. */
    public record Request(@Nullable String text, @Nullable UUID supersedes) {}

    /** All comments of a run. */
    public record Listing(List<RunComments.Comment> items) {}

    @GET
    public Listing list(@PathParam("runId") String runId) {
        return new Listing(comments.on(actor.get(), runId));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({
        Role.Names.ENGINEER,
        Role.Names.VALIDATOR,
        Role.Names.RISK_APPROVER,
        Role.Names.MODEL_OWNER,
        Role.Names.ADMIN
    })
    public Response write(@PathParam("runId") String runId, Request request) {
        if (request.text() == null) {
            throw ProblemException.invalid("The comment has no text");
        }
        return Response.status(Response.Status.CREATED)
                .entity(comments.write(actor.get(), runId, request.text(), request.supersedes()))
                .build();
    }
}
