package io.countersign.registry.inventory;

import io.countersign.platform.actor.Role;
import io.countersign.platform.problem.ProblemException;
import io.countersign.platform.web.CurrentActor;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;

/** The second person's decision on an override of a tier. */
@Path("/v1/tier-overrides")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
@RolesAllowed(Role.Names.RISK_APPROVER)
public class TierOverridesResource {
    @Inject
    TierOverrides overrides;

    @Inject
    CurrentActor actor;

    @POST
    @Path("{id}/decision")
    public TierOverrides.TierOverride decide(@PathParam("id") String id, InventoryView.Decide request) {
        return overrides.decide(
                id(id), request.approved(), request.comment() == null ? "" : request.comment(), actor.get());
    }

    private static UUID id(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException noId) {
            throw ProblemException.notFound("There is no override of a tier " + text);
        }
    }
}
