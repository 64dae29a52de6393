package io.countersign.tracking.sealing;

import io.countersign.platform.actor.Role;
import io.countersign.platform.web.CurrentActor;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;

/** The seal of a run, on the own API. */
@RequestScoped
@Path("/v1/runs")
@RolesAllowed({
    Role.Names.ENGINEER,
    Role.Names.VALIDATOR,
    Role.Names.RISK_APPROVER,
    Role.Names.MODEL_OWNER,
    Role.Names.DEPLOYER,
    Role.Names.AUDITOR,
    Role.Names.ADMIN
})
public class SealResource {
    @Inject
    SealChecks checks;

    @Inject
    RunExports exports;

    @Inject
    CurrentActor actor;

    @GET
    @Path("{runId}/seal")
    @Produces(MediaType.APPLICATION_JSON)
    public SealChecks.Check check(@PathParam("runId") String runId) {
        return checks.check(actor.get(), runId);
    }

    @GET
    @Path("{runId}/export")
    @Produces("application/gzip")
    public Response export(@PathParam("runId") String runId) {
        RunExports.Prepared prepared = exports.prepare(actor.get(), runId);
        StreamingOutput body = out -> exports.write(prepared, out);
        return Response.ok(body)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "attachment; filename=\"run-" + prepared.run().runId() + ".ndjson.gz\"")
                .build();
    }
}
