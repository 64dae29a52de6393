package io.countersign.approvals.boundary;

import static io.countersign.platform.actor.Role.Names.ADMIN;
import static io.countersign.platform.actor.Role.Names.AUDITOR;
import static io.countersign.platform.actor.Role.Names.DEPLOYER;
import static io.countersign.platform.actor.Role.Names.ENGINEER;
import static io.countersign.platform.actor.Role.Names.MODEL_OWNER;
import static io.countersign.platform.actor.Role.Names.RISK_APPROVER;
import static io.countersign.platform.actor.Role.Names.VALIDATOR;

import io.countersign.approvals.control.BackTest;
import io.countersign.approvals.control.PolicyChanges;
import io.countersign.approvals.entity.PolicyChange;
import io.countersign.platform.actor.Reach;
import io.countersign.platform.paging.Page;
import io.countersign.platform.paging.PageToken;
import io.countersign.platform.problem.ProblemException;
import io.countersign.platform.web.CurrentActor;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Changes of what governs: tables, guards, protected aliases. */
@RequestScoped
@Path("/v1/policy-changes")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({ENGINEER, VALIDATOR, RISK_APPROVER, MODEL_OWNER, DEPLOYER, AUDITOR, ADMIN})
public class PolicyChangesResource {
    private static final int BACK_TESTED = 100;

    @Inject
    CurrentActor actor;

    @Inject
    PolicyChanges changes;

    @Inject
    BackTest backTest;

    @POST
    @RolesAllowed({RISK_APPROVER, ADMIN})
    public Response propose(PolicyChangeRequest request) {
        PolicyChange change = changes.propose(request.proposed(), actor.get());
        return Response.status(Response.Status.CREATED)
                .entity(PolicyChangeView.from(change))
                .build();
    }

    @GET
    public Page<PolicyChangeView> list(
            @QueryParam("pageToken") @Nullable String pageToken,
            @QueryParam("maxResults") @Nullable Integer maxResults) {
        PageToken from = PageToken.parse(pageToken);
        int size = PageSize.of(maxResults);
        Page<PolicyChange> page = Page.of(changes.list(from.offset(), size), from, size);
        return new Page<>(page.items().stream().map(PolicyChangeView::from).toList(), page.nextPageToken());
    }

    @GET
    @Path("/{id}")
    public PolicyChangeView get(@PathParam("id") String id) {
        return PolicyChangeView.from(changes.get(RequestId.parse(id)));
    }

    /** The exact bytes that are reviewed, with their digest. */
    @GET
    @Path("/{id}/proposal")
    public Response proposal(@PathParam("id") String id) {
        PolicyChange change = changes.get(RequestId.parse(id));
        return Response.ok(change.proposal(), MediaType.APPLICATION_JSON_TYPE)
                .header("Digest-SHA-256", change.proposalDigest())
                .build();
    }

    @POST
    @Path("/{id}/review")
    @RolesAllowed(RISK_APPROVER)
    public PolicyChangeView review(@PathParam("id") String id, PolicyReviewRequest request) {
        return PolicyChangeView.from(
                changes.review(RequestId.parse(id), request.verdict(), request.digest(), request.words(), actor.get()));
    }

    @POST
    @Path("/{id}/withdraw")
    @RolesAllowed({RISK_APPROVER, ADMIN})
    public PolicyChangeView withdraw(@PathParam("id") String id) {
        return PolicyChangeView.from(changes.withdraw(RequestId.parse(id), actor.get()));
    }

    /** Past requests judged by tables that are proposed. */
    @GET
    @Path("/{id}/back-test")
    @RolesAllowed({RISK_APPROVER, VALIDATOR, AUDITOR, ADMIN})
    public Map<String, List<BackTest.Outcome>> backTest(@PathParam("id") String id) {
        return reached(backTest.of(
                changes.get(RequestId.parse(id))
                        .tables()
                        .orElseThrow(() -> ProblemException.conflict("This change brings no tables")),
                BACK_TESTED));
    }

    /** Past requests judged by tables that nobody has proposed yet. */
    @POST
    @Path("/back-test")
    @RolesAllowed({RISK_APPROVER, ADMIN})
    public Map<String, List<BackTest.Outcome>> backTest(PolicyChangeRequest request) {
        return reached(backTest.of(request.tables(), BACK_TESTED));
    }

    /** Of models that the caller does not reach nothing is told. */
    private Map<String, List<BackTest.Outcome>> reached(List<BackTest.Outcome> outcomes) {
        return Map.of(
                "items",
                outcomes.stream()
                        .filter(outcome -> actor.get().roles().stream()
                                .anyMatch(role -> actor.get().reach().covers(role, Reach.Kind.MODEL, outcome.model())))
                        .toList());
    }
}
