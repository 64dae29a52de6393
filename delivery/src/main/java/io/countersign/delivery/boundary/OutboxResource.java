package io.countersign.delivery.boundary;

import io.countersign.delivery.control.Letter;
import io.countersign.delivery.control.Letters;
import io.countersign.platform.actor.Role;
import io.countersign.platform.paging.Page;
import io.countersign.platform.paging.PageToken;
import io.countersign.platform.problem.ProblemException;
import io.countersign.platform.web.CurrentActor;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Messages that leave the database: which wait, which are dead, what happened at each attempt. */
@Path("/v1/outbox")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class OutboxResource {
    private static final Set<String> STATES = Set.of("pending", "delivered", "dead");

    @Inject
    CurrentActor actor;

    @Inject
    Letters letters;

    @GET
    @RolesAllowed({Role.Names.ADMIN, Role.Names.AUDITOR})
    public Page<Letter> list(
            @QueryParam("state") @Nullable String state,
            @QueryParam("channel") @Nullable String channel,
            @QueryParam("pageToken") @Nullable String pageToken,
            @QueryParam("maxResults") @DefaultValue("50") String maxResults) {
        if (state != null && !STATES.contains(state)) {
            throw ProblemException.invalid("state is pending, delivered or dead");
        }
        return letters.list(state, channel, PageToken.parse(pageToken), PageSize.parse(maxResults));
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({Role.Names.ADMIN, Role.Names.AUDITOR})
    public Letter get(@PathParam("id") String id) {
        return letters.get(parsed(id));
    }

    @POST
    @Path("/{id}/redeliver")
    @RolesAllowed(Role.Names.ADMIN)
    public Letter redeliver(@PathParam("id") String id) {
        return letters.redeliver(actor.get(), parsed(id));
    }

    private static UUID parsed(String id) {
        try {
            return UUID.fromString(id);
        } catch (IllegalArgumentException notAnId) {
            throw ProblemException.notFound("There is no such message in the outbox");
        }
    }
}
