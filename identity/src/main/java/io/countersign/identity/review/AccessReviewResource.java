package io.countersign.identity.review;

import io.countersign.platform.actor.Role;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** Who can do what, and who used it: as JSON and as CSV; signed PDF by the report template {@code access-review}. */
@Path("/v1/access-review")
@RequestScoped
@RolesAllowed({Role.Names.AUDITOR, Role.Names.ADMIN})
public class AccessReviewResource {

    @Inject
    ReviewAccess review;

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public AccessReview json() {
        return review.asOf(Instant.now());
    }

    @GET
    @Path("/csv")
    @Produces("text/csv")
    public Response csv() throws IOException {
        StringBuilder text = new StringBuilder();
        ReviewTable.write(review.asOf(Instant.now()), text);
        return Response.ok(text.toString().getBytes(StandardCharsets.UTF_8), "text/csv;charset=UTF-8")
                .header("Content-Disposition", "attachment; filename=\"access-review.csv\"")
                .header("X-Content-Type-Options", "nosniff")
                .build();
    }
}
