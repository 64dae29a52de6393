package io.countersign.ledger.boundary;

import static io.countersign.ledger.boundary.CustodyBodies.body;
import static io.countersign.ledger.boundary.CustodyBodies.reason;
import static io.countersign.ledger.boundary.CustodyBodies.required;

import io.countersign.ledger.control.Custody;
import io.countersign.ledger.control.CustodyRequest;
import io.countersign.ledger.control.LegalHold;
import io.countersign.ledger.control.RetentionPolicy;
import io.countersign.platform.actor.Role;
import io.countersign.platform.problem.ProblemException;
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
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Holds, erasure and retention of the names and texts beside entries. */
@Path("/v1/ledger")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class CustodyResource {
    @Inject
    Custody custody;

    @Inject
    CurrentActor actor;

    /** A list that is short enough to come whole. */
    public record Items<T>(List<T> items) {
        public Items {
            items = List.copyOf(items);
        }
    }

    @GET
    @Path("holds")
    @RolesAllowed({Role.Names.AUDITOR, Role.Names.ADMIN})
    public Items<LegalHold> holds() {
        return new Items<>(custody.holds());
    }

    @POST
    @Path("holds")
    @RolesAllowed(Role.Names.ADMIN)
    public Response place(CustodyBodies.@Nullable Hold sent) {
        CustodyBodies.Hold hold = body(sent);
        CustodyBodies.HeldSubject subject = hold.subject();
        LegalHold placed = custody.place(
                required("scope", hold.scope()),
                hold.person(),
                subject == null ? null : subject.subject(),
                reason(hold.reason()),
                actor.get());
        return Response.status(Response.Status.CREATED).entity(placed).build();
    }

    @POST
    @Path("holds/{holdId}/release")
    @RolesAllowed(Role.Names.ADMIN)
    public Response release(@PathParam("holdId") String holdId, CustodyBodies.@Nullable Reason sent) {
        CustodyRequest asked = custody.askRelease(id(holdId), reason(body(sent).reason()), actor.get());
        return Response.status(Response.Status.CREATED).entity(asked).build();
    }

    @POST
    @Path("erasures")
    @RolesAllowed(Role.Names.ADMIN)
    public Response erase(CustodyBodies.@Nullable Erasure sent) {
        CustodyBodies.Erasure erasure = body(sent);
        CustodyRequest asked = custody.askErasure(
                required("person", erasure.person()),
                Boolean.TRUE.equals(erasure.texts()),
                reason(erasure.reason()),
                actor.get());
        return Response.status(Response.Status.CREATED).entity(asked).build();
    }

    @GET
    @Path("retention")
    @RolesAllowed({Role.Names.AUDITOR, Role.Names.ADMIN})
    public RetentionPolicy retention() {
        return custody.retention();
    }

    @PUT
    @Path("retention")
    @RolesAllowed(Role.Names.ADMIN)
    public Response retain(CustodyBodies.@Nullable Retention sent) {
        CustodyBodies.Retention wish = body(sent);
        Optional<CustodyRequest> waits = custody.retain(wish.days(), reason(wish.reason()), actor.get());
        return waits.map(request -> Response.status(Response.Status.ACCEPTED)
                        .entity(request)
                        .build())
                .orElseGet(() -> Response.ok(custody.retention()).build());
    }

    @GET
    @Path("requests")
    @RolesAllowed({Role.Names.AUDITOR, Role.Names.ADMIN, Role.Names.RISK_APPROVER})
    public Items<CustodyRequest> requests() {
        return new Items<>(custody.requests());
    }

    @POST
    @Path("requests/{requestId}/confirm")
    @RolesAllowed({Role.Names.ADMIN, Role.Names.RISK_APPROVER})
    public CustodyRequest confirm(@PathParam("requestId") String requestId) {
        return custody.confirm(id(requestId), actor.get());
    }

    @POST
    @Path("requests/{requestId}/withdraw")
    @RolesAllowed(Role.Names.ADMIN)
    public CustodyRequest withdraw(@PathParam("requestId") String requestId, CustodyBodies.@Nullable Reason sent) {
        return custody.withdraw(id(requestId), reason(body(sent).reason()), actor.get());
    }

    private static UUID id(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException noId) {
            throw ProblemException.invalid("\"" + text + "\" is not an id");
        }
    }
}
