package io.countersign.identity.grants;

import io.countersign.identity.data.Reason;
import io.countersign.identity.data.Text;
import io.countersign.platform.actor.Actor;
import io.countersign.platform.actor.Role;
import io.countersign.platform.problem.ProblemException;
import io.countersign.platform.web.Authenticated;
import io.countersign.platform.web.CurrentActor;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Roles narrowed to models and experiments. */
@Path("/v1/grants")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class GrantsResource {
    private static final int LONGEST_SUBJECT = 255;

    @Inject
    CurrentActor actor;

    @Inject
    Narrowings narrowings;

    @Inject
    ChangeGrants changeGrants;

    /** One's own; everybody's for auditors and administrators. */
    @GET
    @Authenticated
    public Grants list(@QueryParam("subject") @Nullable String subject) {
        Actor reader = actor.get();
        boolean readsAll = reader.has(Role.AUDITOR) || reader.has(Role.ADMIN);
        String whose = subject == null && !readsAll ? reader.responsibleSubject() : subject;
        if (!readsAll && !reader.responsibleSubject().equals(whose)) {
            throw ProblemException.forbidden("These grants are somebody else's");
        }
        List<Narrowing> found = whose == null ? narrowings.all() : narrowings.of(checked(whose));
        return new Grants(found.stream().map(GrantResponse::from).toList());
    }

    @PUT
    @Path("/{subject}/{role}")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Role.Names.ADMIN)
    public GrantResponse narrow(
            @PathParam("subject") String subject, @PathParam("role") String role, NarrowRequest request) {
        return GrantResponse.from(
                changeGrants.narrow(actor.get(), checked(subject), role(role), request.scope(), request.why()));
    }

    @POST
    @Path("/{subject}/{role}/lift")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Role.Names.ADMIN)
    public Response lift(@PathParam("subject") String subject, @PathParam("role") String role, Reason reason) {
        changeGrants.lift(actor.get(), checked(subject), role(role), reason.text());
        return Response.noContent().build();
    }

    /**
     * Narrowed roles.
     *
     * @param items by name and role
     */
    public record Grants(List<GrantResponse> items) {}

    private static String checked(String subject) {
        return Text.required("subject", subject, LONGEST_SUBJECT);
    }

    private static Role role(String name) {
        return Role.named(name).orElseThrow(() -> ProblemException.notFound("There is no role \"" + name + "\""));
    }
}
