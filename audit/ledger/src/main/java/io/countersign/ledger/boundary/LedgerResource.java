package io.countersign.ledger.boundary;

import io.countersign.audit.Inclusions;
import io.countersign.ledger.control.EntryFilter;
import io.countersign.ledger.control.EventLines;
import io.countersign.ledger.control.ExportLedger;
import io.countersign.ledger.control.ExportQuery;
import io.countersign.platform.actor.Role;
import io.countersign.platform.problem.ProblemException;
import io.countersign.platform.web.CurrentActor;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The ledger handed out: exports with proofs, and lines for a SIEM. */
@Path("/v1/ledger")
@RequestScoped
public class LedgerResource {
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);
    private static final int MOST_LINES = 10_000;

    @Inject
    ExportLedger exportLedger;

    @Inject
    EventLines eventLines;

    @Inject
    Inclusions inclusions;

    @Inject
    CurrentActor actor;

    /**
     * The export reaches up to a checkpoint that covers the entry telling of it, when that is signed in time; or up to the
     * one of the wished size, so that an export that broke off is continued.
     */
    @GET
    @Path("export")
    @RolesAllowed({Role.Names.AUDITOR, Role.Names.ADMIN})
    @Produces("application/gzip")
    public Response export(
            @QueryParam("from") @Nullable Long from,
            @QueryParam("to") @Nullable Long to,
            @QueryParam("treeSize") @Nullable Long treeSize,
            @BeanParam FilterParams params) {
        EntryFilter filter = params.filter();
        ExportQuery query = new ExportQuery(from == null ? 0 : from, to, treeSize, filter);
        if (treeSize != null) {
            exportLedger.standing(query);
        }
        inclusions.await(exportLedger.announce(actor.get(), query), LONGEST_WAIT);
        ExportLedger.Standing standing = exportLedger.standing(query);
        StreamingOutput body = out -> exportLedger.write(standing, query, out);
        return Response.ok(body)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"countersign-ledger.ndjson.gz\"")
                .header("Countersign-Tree-Size", standing.treeSize())
                .build();
    }

    @GET
    @Path("events")
    @RolesAllowed({Role.Names.AUDITOR, Role.Names.ADMIN})
    @Produces("application/x-ndjson")
    public Response events(
            @QueryParam("after") @Nullable Long after, @QueryParam("maxResults") @Nullable Integer maxResults) {
        long last = after == null ? -1 : after;
        int most = maxResults == null ? 1_000 : maxResults;
        if (last < -1 || most < 1 || most > MOST_LINES) {
            throw ProblemException.invalid(
                    "after is the number of a leaf, or -1; maxResults is between 1 and " + MOST_LINES);
        }
        EventLines.Lines found = eventLines.after(last, most, actor.get());
        if (!found.onlyOwnReads()) {
            eventLines.announce(actor.get(), last);
        }
        StringBuilder body = new StringBuilder();
        found.lines().forEach(line -> body.append(line).append('\n'));
        return Response.ok(body.toString()).build();
    }
}
