package io.countersign.approvals.boundary;

import static io.countersign.platform.actor.Role.Names.ADMIN;
import static io.countersign.platform.actor.Role.Names.AUDITOR;
import static io.countersign.platform.actor.Role.Names.DEPLOYER;
import static io.countersign.platform.actor.Role.Names.ENGINEER;
import static io.countersign.platform.actor.Role.Names.MODEL_OWNER;
import static io.countersign.platform.actor.Role.Names.RISK_APPROVER;
import static io.countersign.platform.actor.Role.Names.VALIDATOR;

import io.countersign.approvals.control.HandTasks;
import io.countersign.approvals.control.Remarks;
import io.countersign.approvals.control.TaskFilter;
import io.countersign.approvals.control.TaskList;
import io.countersign.approvals.entity.Task;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The caller's inbox, and who holds what in it. */
@RequestScoped
@Path("/v1/tasks")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({ENGINEER, VALIDATOR, RISK_APPROVER, MODEL_OWNER, DEPLOYER, AUDITOR, ADMIN})
public class TasksResource {

    @Inject
    CurrentActor actor;

    @Inject
    TaskList tasks;

    @Inject
    HandTasks hands;

    @Inject
    Remarks remarks;

    @GET
    public Page<TaskView> list(
            @QueryParam("of") @Nullable String whose,
            @QueryParam("model") @Nullable String model,
            @QueryParam("process") @Nullable String process,
            @QueryParam("overdue") @Nullable Boolean overdue,
            @QueryParam("pageToken") @Nullable String pageToken,
            @QueryParam("maxResults") @Nullable Integer maxResults) {
        TaskFilter filter = new TaskFilter(
                TaskFilter.Whose.named(whose), given(model), given(process), Boolean.TRUE.equals(overdue));
        Page<TaskList.Item> page = tasks.of(actor.get(), filter, PageToken.parse(pageToken), PageSize.of(maxResults));
        return new Page<>(page.items().stream().map(TaskView::from).toList(), page.nextPageToken());
    }

    @GET
    @Path("/counts")
    public Map<String, Long> counts() {
        return tasks.counts(actor.get());
    }

    @POST
    @Path("/{id}/claim")
    @RolesAllowed({ENGINEER, VALIDATOR, RISK_APPROVER, MODEL_OWNER, ADMIN})
    public TaskView claim(@PathParam("id") String id) {
        return view(hands.claim(id, actor.get()));
    }

    @POST
    @Path("/{id}/release")
    @RolesAllowed({ENGINEER, VALIDATOR, RISK_APPROVER, MODEL_OWNER, ADMIN})
    public TaskView release(@PathParam("id") String id) {
        return view(hands.release(id, actor.get()));
    }

    @POST
    @Path("/{id}/delegate")
    @RolesAllowed({ENGINEER, VALIDATOR, RISK_APPROVER, MODEL_OWNER, ADMIN})
    public TaskView delegate(@PathParam("id") String id, DelegationRequest request) {
        return view(hands.delegate(id, request.person(), actor.get()));
    }

    /** Comments on what the task waits for; files of them are had there. */
    @GET
    @Path("/{id}/remarks")
    public Map<String, List<RemarkView>> remarks(@PathParam("id") String id) {
        return RemarkAnswers.list(remarks.of(id, actor.get()));
    }

    @POST
    @Path("/{id}/remarks")
    @RolesAllowed({ENGINEER, VALIDATOR, RISK_APPROVER, MODEL_OWNER, ADMIN})
    public Response remark(@PathParam("id") String id, RemarkRequest request) {
        return RemarkAnswers.created(remarks.add(id, request.words(), request.attached(), actor.get()));
    }

    private static TaskView view(Task task) {
        return TaskView.of(task, Optional.empty(), null);
    }

    private static @Nullable String given(@Nullable String text) {
        return text == null || text.isEmpty() ? null : text;
    }
}
