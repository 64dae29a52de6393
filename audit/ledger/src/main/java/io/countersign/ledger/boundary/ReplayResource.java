package io.countersign.ledger.boundary;

import io.countersign.ledger.control.ReplayLedger;
import io.countersign.ledger.replay.ReplayReport;
import io.countersign.platform.actor.Role;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** What the live tables say against what the ledger says. */
@Path("/v1/ledger/replay")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class ReplayResource {
    @Inject
    ReplayLedger replay;

    @GET
    @RolesAllowed({Role.Names.AUDITOR, Role.Names.ADMIN})
    public ReplayReport check() {
        return replay.check();
    }
}
