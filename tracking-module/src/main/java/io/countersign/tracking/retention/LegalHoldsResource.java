package io.countersign.tracking.retention;

import io.countersign.audit.Subject;
import io.countersign.platform.actor.Role;
import io.countersign.platform.paging.Page;
import io.countersign.platform.paging.PageToken;
import io.countersign.platform.problem.ProblemException;
import io.countersign.platform.web.CurrentActor;
import io.countersign.tracking.view.Parameters;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/** Legal holds on runs and experiments, on the own API. */
@RequestScoped
@Path("/v1/legal-holds")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Role.Names.ADMIN, Role.Names.AUDITOR})
public class LegalHoldsResource {
    @Inject
    LegalHolds holds;

    @Inject
    CurrentActor actor;

    /** What is to be held. */
    public record Held(@Nullable String kind, @Nullable String id) {}

    /** A hold to be placed. */
    public record Placing(@Nullable Held subject, @Nullable String reason) {}

    /** A hold to be lifted. */
    public record Lifting(@Nullable String reason) {}

    @GET
    public Page<LegalHolds.Hold> list(
            @QueryParam("active") @Nullable String active,
            @QueryParam("pageToken") @Nullable String pageToken,
            @QueryParam("maxResults") @Nullable String maxResults) {
        return holds.list(actor.get(), flag(active), PageToken.parse(pageToken), Parameters.pageSize(maxResults));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Role.Names.ADMIN)
    public Response place(Placing placing) {
        Held subject = placing.subject();
        if (subject == null
                || subject.kind() == null
                || subject.id() == null
                || subject.id().isBlank()
                || placing.reason() == null) {
            throw ProblemException.invalid(
                    "A legal hold names a subject (kind run or experiment, and its id) and a reason");
        }
        if (subject.kind().isBlank()) {
            throw ProblemException.invalid("A legal hold is on a run or on an experiment");
        }
        return Response.status(Response.Status.CREATED)
                .entity(holds.place(actor.get(), new Subject(subject.kind(), subject.id()), placing.reason()))
                .build();
    }

    @POST
    @Path("{holdId}/lift")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Role.Names.ADMIN)
    public LegalHolds.Hold lift(@PathParam("holdId") String holdId, Lifting lifting) {
        if (lifting.reason() == null) {
            throw ProblemException.invalid("Lifting a legal hold needs a reason");
        }
        return holds.lift(actor.get(), RetentionResource.id(holdId), lifting.reason());
    }

    private static @Nullable Boolean flag(@Nullable String text) {
        return switch (text == null ? "" : text) {
            case "" -> null;
            case "true" -> Boolean.TRUE;
            case "false" -> Boolean.FALSE;
            default -> throw ProblemException.invalid("active is true or false: " + text);
        };
    }
}
