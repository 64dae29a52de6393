package io.countersign.approvals.boundary;

import static io.countersign.platform.actor.Role.Names.ADMIN;
import static io.countersign.platform.actor.Role.Names.AUDITOR;
import static io.countersign.platform.actor.Role.Names.DEPLOYER;
import static io.countersign.platform.actor.Role.Names.ENGINEER;
import static io.countersign.platform.actor.Role.Names.MODEL_OWNER;
import static io.countersign.platform.actor.Role.Names.RISK_APPROVER;
import static io.countersign.platform.actor.Role.Names.VALIDATOR;

import io.countersign.approvals.control.DryRun;
import io.countersign.approvals.control.Operations;
import io.countersign.approvals.control.PromotionFile;
import io.countersign.approvals.control.PromotionFiles;
import io.countersign.approvals.control.WithdrawPromotion;
import io.countersign.approvals.engine.EngineWatch;
import io.countersign.approvals.entity.Frozen;
import io.countersign.approvals.entity.PromotionState;
import io.countersign.approvals.entity.RequestKind;
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
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Promotion requests. */
@RequestScoped
@Path("/v1/promotions")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({ENGINEER, VALIDATOR, RISK_APPROVER, MODEL_OWNER, DEPLOYER, AUDITOR, ADMIN})
public class PromotionsResource {
    @Inject
    CurrentActor actor;

    @Inject
    Opening opening;

    @Inject
    DryRun dryRun;

    @Inject
    Operations operations;

    @Inject
    WithdrawPromotion withdrawPromotion;

    @Inject
    PromotionFiles files;

    @POST
    @RolesAllowed({ENGINEER, MODEL_OWNER})
    public Response open(PromotionRequest request) {
        return opening.open(request.asking(RequestKind.PROMOTION));
    }

    /** Would this version pass? */
    @POST
    @Path("/dry-run")
    @RolesAllowed({ENGINEER, VALIDATOR, RISK_APPROVER, MODEL_OWNER, DEPLOYER, AUDITOR, ADMIN})
    public DryRunView dryRun(PromotionRequest request) {
        return DryRunView.from(dryRun.of(request.trial(), actor.get()));
    }

    @GET
    public Page<PromotionView> list(
            @QueryParam("state") @Nullable String state,
            @QueryParam("model") @Nullable String model,
            @QueryParam("pageToken") @Nullable String pageToken,
            @QueryParam("maxResults") @Nullable Integer maxResults) {
        Page<PromotionFile> page = files.list(
                state == null || state.isEmpty() ? null : PromotionState.named(state),
                model == null || model.isEmpty() ? null : model,
                PageToken.parse(pageToken),
                PageSize.of(maxResults),
                actor.get());
        return new Page<>(page.items().stream().map(PromotionView::from).toList(), page.nextPageToken());
    }

    @GET
    @Path("/{id}")
    public PromotionView get(@PathParam("id") String id) {
        return PromotionView.from(files.get(RequestId.parse(id), actor.get()));
    }

    /** The exact bytes that are signed, with their digest. */
    @GET
    @Path("/{id}/evidence")
    public Response evidence(@PathParam("id") String id) {
        Frozen frozen = files.get(RequestId.parse(id), actor.get()).promotion().frozen();
        return Response.ok(frozen.evidence(), MediaType.APPLICATION_JSON_TYPE)
                .header("Digest-SHA-256", frozen.digest())
                .build();
    }

    /** The picture of its process, with where it stands. */
    @GET
    @Path("/{id}/process")
    public EngineWatch.Picture process(@PathParam("id") String id) {
        return operations.picture(RequestId.parse(id), actor.get());
    }

    @POST
    @Path("/{id}/withdraw")
    @RolesAllowed({ENGINEER, MODEL_OWNER})
    public PromotionView withdraw(@PathParam("id") String id, WithdrawalRequest request) {
        UUID requestId = RequestId.parse(id);
        withdrawPromotion.withdraw(requestId, request.text(), actor.get());
        return PromotionView.from(files.get(requestId));
    }
}
