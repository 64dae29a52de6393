package io.countersign.approvals.boundary;

import static io.countersign.platform.actor.Role.Names.ADMIN;
import static io.countersign.platform.actor.Role.Names.AUDITOR;
import static io.countersign.platform.actor.Role.Names.DEPLOYER;
import static io.countersign.platform.actor.Role.Names.ENGINEER;
import static io.countersign.platform.actor.Role.Names.MODEL_OWNER;
import static io.countersign.platform.actor.Role.Names.RISK_APPROVER;
import static io.countersign.platform.actor.Role.Names.VALIDATOR;

import io.countersign.approvals.control.TaskList;
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

/** The caller's inbox. */
@RequestScoped
@Path("/v1/tasks")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({ENGINEER, VALIDATOR, RISK_APPROVER, MODEL_OWNER, DEPLOYER, AUDITOR, ADMIN})
public class TasksResource {

    @Inject
    CurrentActor actor;

    @Inject
    TaskList tasks;

    @GET
    public Page<TaskView> list(
            @QueryParam("pageToken") @Nullable String pageToken,
            @QueryParam("maxResults") @Nullable Integer maxResults) {
        Page<TaskList.Item> page = tasks.of(actor.get(), PageToken.parse(pageToken), PageSize.of(maxResults));
        return new Page<>(page.items().stream().map(TaskView::from).toList(), page.nextPageToken());
    }
}
