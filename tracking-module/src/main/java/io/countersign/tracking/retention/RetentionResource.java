package io.countersign.tracking.retention;

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
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Purging deleted runs, on the own API: first the dry run, then the order, then its progress. */
@RequestScoped
@Path("/v1/retention")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Role.Names.ADMIN, Role.Names.AUDITOR})
public class RetentionResource {
    @Inject
    PurgeOrders orders;

    @Inject
    CurrentActor actor;

    /** What an administrator orders. */
    public record Request(
            @Nullable List<String> runIds, @Nullable String reason) {}

    @GET
    @Path("candidates")
    public Page<PurgeOrders.Candidate> candidates(
            @QueryParam("experimentId") @Nullable String experimentId,
            @QueryParam("deletedBefore") @Nullable String deletedBefore,
            @QueryParam("pageToken") @Nullable String pageToken,
            @QueryParam("maxResults") @Nullable String maxResults) {
        return orders.candidates(
                actor.get(),
                experimentId,
                time(deletedBefore),
                PageToken.parse(pageToken),
                Parameters.pageSize(maxResults));
    }

    @GET
    @Path("purges")
    public Page<PurgeOrders.Purge> list(
            @QueryParam("pageToken") @Nullable String pageToken,
            @QueryParam("maxResults") @Nullable String maxResults) {
        return orders.list(actor.get(), PageToken.parse(pageToken), Parameters.pageSize(maxResults));
    }

    @POST
    @Path("purges")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Role.Names.ADMIN)
    public Response order(Request request) {
        if (request.runIds() == null || request.reason() == null) {
            throw ProblemException.invalid("A purge names runIds and a reason");
        }
        PurgeOrders.Purge purge = orders.order(actor.get(), request.runIds(), request.reason());
        return Response.accepted(purge)
                .header("Location", "/api/v1/retention/purges/" + purge.id())
                .build();
    }

    @GET
    @Path("purges/{purgeId}")
    public PurgeOrders.Purge get(@PathParam("purgeId") String purgeId) {
        return orders.get(actor.get(), id(purgeId));
    }

    static UUID id(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException noUuid) {
            throw ProblemException.invalid("Not a UUID: " + text);
        }
    }

    private static @Nullable Instant time(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return null;
        }
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException noTime) {
            throw ProblemException.invalid("deletedBefore is not a time of RFC 3339: " + text);
        }
    }
}
