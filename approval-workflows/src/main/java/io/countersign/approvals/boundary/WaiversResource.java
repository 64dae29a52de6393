package io.countersign.approvals.boundary;

import static io.countersign.platform.actor.Role.Names.ADMIN;
import static io.countersign.platform.actor.Role.Names.AUDITOR;
import static io.countersign.platform.actor.Role.Names.DEPLOYER;
import static io.countersign.platform.actor.Role.Names.ENGINEER;
import static io.countersign.platform.actor.Role.Names.MODEL_OWNER;
import static io.countersign.platform.actor.Role.Names.RISK_APPROVER;
import static io.countersign.platform.actor.Role.Names.VALIDATOR;

import io.countersign.approvals.control.GrantedWaivers;
import io.countersign.approvals.entity.Waiver;
import io.countersign.platform.paging.Page;
import io.countersign.platform.paging.PageToken;
import io.countersign.platform.web.CurrentActor;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;

/** Granted waivers. They are asked for with a promotion, and granted by a sign-off on it. */
@RequestScoped
@Path("/v1/waivers")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({ENGINEER, VALIDATOR, RISK_APPROVER, MODEL_OWNER, DEPLOYER, AUDITOR, ADMIN})
public class WaiversResource {

    @Inject
    CurrentActor actor;

    @Inject
    GrantedWaivers waivers;

    /** Newest first. */
    @GET
    public Page<WaiverView> list(
            @QueryParam("model") @Nullable String model,
            @QueryParam("pageToken") @Nullable String pageToken,
            @QueryParam("maxResults") @Nullable Integer maxResults) {
        Page<Waiver> page = waivers.list(
                model == null || model.isEmpty() ? null : model,
                PageToken.parse(pageToken),
                PageSize.of(maxResults),
                actor.get());
        return new Page<>(page.items().stream().map(WaiverView::from).toList(), page.nextPageToken());
    }
}
