package io.countersign.ledger.boundary;

import io.countersign.audit.Inclusions;
import io.countersign.ledger.control.ExportLedger;
import io.countersign.ledger.control.LedgerReads;
import io.countersign.ledger.control.LedgerRuntime;
import io.countersign.platform.actor.Role;
import io.countersign.platform.problem.ProblemException;
import io.countersign.platform.problem.ProblemType;
import io.countersign.platform.web.CurrentActor;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.time.Duration;

/** The ledger as a whole: its checkpoint, its key, its export. */
@Path("/v1/ledger")
@RequestScoped
public class LedgerResource {
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    @Inject
    LedgerRuntime ledger;

    @Inject
    LedgerReads reads;

    @Inject
    ExportLedger exportLedger;

    @Inject
    Inclusions inclusions;

    @Inject
    CurrentActor actor;

    @GET
    @Path("checkpoint")
    @PermitAll
    @Produces(MediaType.TEXT_PLAIN + ";charset=UTF-8")
    public String checkpoint() {
        return reads.checkpoint().orElseThrow(() -> ProblemException.notFound("Nothing has been signed yet"));
    }

    @GET
    @Path("key")
    @PermitAll
    @Produces(MediaType.TEXT_PLAIN + ";charset=UTF-8")
    public String key() {
        return ledger.key().vkey() + "\n";
    }

    /** The export reaches up to a checkpoint that covers the entry telling of it, when that is signed in time. */
    @GET
    @Path("export")
    @RolesAllowed({Role.Names.AUDITOR, Role.Names.ADMIN})
    @Produces("application/gzip")
    public Response export() {
        inclusions.await(exportLedger.announce(actor.get()), LONGEST_WAIT);
        if (reads.checkpoint().isEmpty()) {
            throw new ProblemException(ProblemType.UNAVAILABLE, "Nothing has been signed yet");
        }
        StreamingOutput body = exportLedger::write;
        return Response.ok(body)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"countersign-ledger.ndjson.gz\"")
                .build();
    }
}
