package io.countersign.approvals.boundary;

import static io.countersign.platform.actor.Role.Names.ENGINEER;
import static io.countersign.platform.actor.Role.Names.MODEL_OWNER;

import io.countersign.approvals.entity.RequestKind;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** Rollbacks and break-glass changes: requests of other kinds, which are then read and signed as promotions are. */
@RequestScoped
@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({ENGINEER, MODEL_OWNER})
public class GovernedChangesResource {

    @Inject
    Opening opening;

    /** Back to a version that was approved for the same place and has not lapsed. */
    @POST
    @Path("/rollbacks")
    public Response rollback(PromotionRequest request) {
        return opening.open(request.asking(RequestKind.ROLLBACK));
    }

    /** Break-glass: applied as soon as a second person confirms, reviewed afterwards. */
    @POST
    @Path("/emergency-changes")
    public Response emergency(PromotionRequest request) {
        return opening.open(request.asking(RequestKind.EMERGENCY));
    }
}
