package io.countersign.ledger.boundary;

import io.countersign.ledger.control.LedgerReads;
import io.countersign.ledger.control.LedgerRuntime;
import io.countersign.ledger.control.TreeConsistency;
import io.countersign.platform.actor.Role;
import io.countersign.platform.problem.ProblemException;
import io.countersign.verifier.TilePath;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/**
 * The log as anybody may watch it: checkpoints, key, tiles, consistency proofs. Hashes alone say nothing of what was hashed,
 * since every entry holds a random id and salted commitments; bundles of entries do, and go to auditors.
 */
@Path("/v1/ledger")
@RequestScoped
public class TransparencyResource {
    private static final String TEXT = MediaType.TEXT_PLAIN + ";charset=UTF-8";

    @Inject
    LedgerRuntime ledger;

    @Inject
    LedgerReads reads;

    @GET
    @Path("checkpoint")
    @PermitAll
    @Produces(TEXT)
    public Response checkpoint() {
        String note = reads.checkpoint().orElseThrow(() -> ProblemException.notFound("Nothing has been signed yet"));
        return Response.ok(note).header(HttpHeaders.CACHE_CONTROL, "no-store").build();
    }

    @GET
    @Path("checkpoint/cosigned")
    @PermitAll
    @Produces(TEXT)
    public Response cosignedCheckpoint() {
        String note = reads.cosignedCheckpoint()
                .orElseThrow(() -> ProblemException.notFound("No witness has cosigned a checkpoint yet"));
        return Response.ok(note).header(HttpHeaders.CACHE_CONTROL, "no-store").build();
    }

    @GET
    @Path("key")
    @PermitAll
    @Produces(TEXT)
    public String key() {
        return ledger.key().vkey() + "\n";
    }

    /** The statements by which the log went over to other keys, separated by empty lines. */
    @GET
    @Path("key/rotations")
    @PermitAll
    @Produces(TEXT)
    public String rotations() {
        return String.join("\n", reads.rotations());
    }

    @GET
    @Path("consistency")
    @PermitAll
    @Produces(MediaType.APPLICATION_JSON)
    public TreeConsistency consistency(@QueryParam("from") @Nullable Long from, @QueryParam("to") @Nullable Long to) {
        if (from == null) {
            throw ProblemException.invalid("from is the size of the older tree");
        }
        return reads.consistency(from, to);
    }

    @GET
    @Path("tile/{tile: .+}")
    @PermitAll
    @Produces(MediaType.APPLICATION_OCTET_STREAM)
    public Response tile(@PathParam("tile") String path) {
        return immutable(path, "public");
    }

    @GET
    @Path("tile/entries/{tile: .+}")
    @RolesAllowed({Role.Names.AUDITOR, Role.Names.ADMIN})
    @Produces(MediaType.APPLICATION_OCTET_STREAM)
    public Response entries(@PathParam("tile") String path) {
        return immutable("entries/" + path, "private");
    }

    private Response immutable(String path, String audience) {
        byte[] content = TilePath.parse(path)
                .flatMap(reads::tile)
                .orElseThrow(() -> ProblemException.notFound("The signed tree has no such tile"));
        return Response.ok(content)
                .header(HttpHeaders.CACHE_CONTROL, audience + ", max-age=31536000, immutable")
                .build();
    }
}
