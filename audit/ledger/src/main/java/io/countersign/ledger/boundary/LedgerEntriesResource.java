package io.countersign.ledger.boundary;

import io.countersign.audit.EntryId;
import io.countersign.audit.Inclusion;
import io.countersign.audit.Inclusions;
import io.countersign.ledger.control.LedgerReads;
import io.countersign.ledger.control.StoredEntry;
import io.countersign.platform.actor.Role;
import io.countersign.platform.paging.Page;
import io.countersign.platform.problem.ProblemException;
import io.countersign.platform.problem.ProblemType;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Entries of the ledger and the proofs that they are in the signed tree. */
@Path("/v1/ledger/entries")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class LedgerEntriesResource {
    @Inject
    LedgerReads reads;

    @Inject
    Inclusions inclusions;

    @GET
    @RolesAllowed({Role.Names.AUDITOR, Role.Names.ADMIN})
    public Page<EntryView> list(
            @BeanParam FilterParams params,
            @QueryParam("text") @Nullable String text,
            @QueryParam("pageToken") @Nullable String pageToken,
            @QueryParam("maxResults") @Nullable Integer maxResults) {
        int size = EntryPages.size(maxResults);
        List<StoredEntry> found = reads.newest(params.filter(text), EntryPages.parseToken(pageToken), size + 1);
        boolean more = found.size() > size;
        List<StoredEntry> shown = more ? found.subList(0, size) : found;
        return new Page<>(
                shown.stream().map(EntryView::from).toList(),
                more ? EntryPages.tokenAfter(shown.get(size - 1).id()) : null);
    }

    @GET
    @Path("{entryId}/inclusion")
    @RolesAllowed({
        Role.Names.ENGINEER,
        Role.Names.VALIDATOR,
        Role.Names.RISK_APPROVER,
        Role.Names.MODEL_OWNER,
        Role.Names.DEPLOYER,
        Role.Names.AUDITOR,
        Role.Names.ADMIN
    })
    public Inclusion inclusion(@PathParam("entryId") String entryId) {
        EntryId entry = EntryPages.parseId(entryId);
        if (reads.find(entry).isEmpty()) {
            throw ProblemException.notFound("There is no ledger entry " + entry);
        }
        return inclusions.await(entry, Duration.ZERO);
    }

    @GET
    @Path("{entryId}/proof")
    @Produces(MediaType.TEXT_PLAIN + ";charset=UTF-8")
    @RolesAllowed({Role.Names.AUDITOR, Role.Names.ADMIN})
    public Response proof(@PathParam("entryId") String entryId) {
        EntryId entry = EntryPages.parseId(entryId);
        StoredEntry stored =
                reads.find(entry).orElseThrow(() -> ProblemException.notFound("There is no ledger entry " + entry));
        String proof = reads.tlogProof(stored)
                .orElseThrow(() -> new ProblemException(
                        ProblemType.UNAVAILABLE, "The ledger entry " + entry + " is not in the signed tree yet"));
        return Response.ok(proof)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + entry + ".tlog-proof\"")
                .build();
    }
}
