package io.countersign.approvals.boundary;

import static io.countersign.platform.actor.Role.Names.ADMIN;
import static io.countersign.platform.actor.Role.Names.AUDITOR;
import static io.countersign.platform.actor.Role.Names.DEPLOYER;
import static io.countersign.platform.actor.Role.Names.ENGINEER;
import static io.countersign.platform.actor.Role.Names.MODEL_OWNER;
import static io.countersign.platform.actor.Role.Names.RISK_APPROVER;
import static io.countersign.platform.actor.Role.Names.VALIDATOR;

import io.countersign.approvals.control.Findings;
import io.countersign.approvals.entity.Finding;
import io.countersign.platform.actor.Reach;
import io.countersign.platform.paging.Page;
import io.countersign.platform.paging.PageToken;
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
import org.jspecify.annotations.Nullable;

/** Findings. */
@RequestScoped
@Path("/v1/findings")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({ENGINEER, VALIDATOR, RISK_APPROVER, MODEL_OWNER, DEPLOYER, AUDITOR, ADMIN})
public class FindingsResource {

    @Inject
    CurrentActor actor;

    @Inject
    Findings findings;

    @POST
    @RolesAllowed({VALIDATOR, RISK_APPROVER, MODEL_OWNER})
    public Response raise(FindingRequest request) {
        Finding finding = findings.raise(request.found(), request.conditional(), actor.get());
        return Response.status(Response.Status.CREATED)
                .entity(FindingView.from(finding))
                .build();
    }

    /** Newest first; what the caller does not reach is absent. */
    @GET
    public Page<FindingView> list(
            @QueryParam("model") @Nullable String model,
            @QueryParam("state") @Nullable String state,
            @QueryParam("pageToken") @Nullable String pageToken,
            @QueryParam("maxResults") @Nullable Integer maxResults) {
        PageToken from = PageToken.parse(pageToken);
        int size = PageSize.of(maxResults);
        Page<Finding> page = Page.of(findings.list(given(model), given(state), from.offset(), size), from, size);
        return new Page<>(
                page.items().stream()
                        .filter(this::reached)
                        .map(FindingView::from)
                        .toList(),
                page.nextPageToken());
    }

    private boolean reached(Finding finding) {
        return actor.get().roles().stream()
                .anyMatch(role -> actor.get().reach().covers(role, Reach.Kind.MODEL, finding.model()));
    }

    @GET
    @Path("/{id}")
    public FindingView get(@PathParam("id") String id) {
        return FindingView.from(findings.get(RequestId.parse(id), actor.get()));
    }

    /** Its owner says what was done. */
    @POST
    @Path("/{id}/remedy")
    @RolesAllowed({ENGINEER, VALIDATOR, RISK_APPROVER, MODEL_OWNER, ADMIN})
    public FindingView remedy(@PathParam("id") String id, RemedyRequest request) {
        return FindingView.from(findings.remedy(RequestId.parse(id), request.shown(), actor.get()));
    }

    /** Another person accepts it, or sends it back. */
    @POST
    @Path("/{id}/decision")
    @RolesAllowed({VALIDATOR, RISK_APPROVER})
    public FindingView decide(@PathParam("id") String id, RemedyRequest request) {
        return FindingView.from(findings.decide(RequestId.parse(id), request.enough(), request.why(), actor.get()));
    }

    private static @Nullable String given(@Nullable String text) {
        return text == null || text.isEmpty() ? null : text;
    }
}
