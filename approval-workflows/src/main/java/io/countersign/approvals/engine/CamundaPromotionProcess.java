package io.countersign.approvals.engine;

import io.countersign.platform.actor.Actor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.runtime.VariableInstance;
import org.camunda.bpm.engine.task.Task;
import org.jspecify.annotations.Nullable;

/** The promotion process on Camunda: process {@code model-promotion}, business key is the request's id. */
@ApplicationScoped
public class CamundaPromotionProcess implements PromotionProcess {
    private static final String KEY = "model-promotion";

    @Inject
    CamundaEngine camunda;

    @Override
    public void start(UUID requestId, Actor actor) {
        camunda.engine()
                .getRuntimeService()
                .startProcessInstanceByKey(KEY, requestId.toString(), ProcessVariables.atStart(requestId, actor));
    }

    @Override
    public List<SignOffSlot> openSlots(UUID requestId) {
        return open(tasksOf(requestId)).stream().map(OpenTask::slot).toList();
    }

    @Override
    public void completeSignOff(UUID requestId, SignOffSlot slot, boolean rejected, Actor actor) {
        OpenTask task = open(tasksOf(requestId)).stream()
                .filter(open -> open.slot().equals(slot))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("nobody is waited for at " + slot + " of " + requestId));
        try {
            camunda.engine().getTaskService().complete(task.id(), ProcessVariables.of(rejected, actor));
        } catch (OptimisticLockingException collision) {
            throw new ProcessCollision(requestId, collision);
        }
    }

    @Override
    public void cancel(UUID requestId, String reason) {
        instance(requestId).ifPresent(instance -> camunda.engine()
                .getRuntimeService()
                .deleteProcessInstance(instance.getProcessInstanceId(), reason));
    }

    @Override
    public List<OpenTask> openTasks(Set<String> roles, long offset, int limit) {
        if (roles.isEmpty()) {
            return List.of();
        }
        return open(camunda.engine()
                .getTaskService()
                .createTaskQuery()
                .processDefinitionKey(KEY)
                .taskCandidateGroupIn(List.copyOf(roles))
                .orderByTaskCreateTime()
                .asc()
                .orderByTaskId()
                .asc()
                .listPage(Math.toIntExact(offset), limit));
    }

    private Optional<ProcessInstance> instance(UUID requestId) {
        return Optional.ofNullable(camunda.engine()
                .getRuntimeService()
                .createProcessInstanceQuery()
                .processDefinitionKey(KEY)
                .processInstanceBusinessKey(requestId.toString())
                .singleResult());
    }

    private List<Task> tasksOf(UUID requestId) {
        return camunda.engine()
                .getTaskService()
                .createTaskQuery()
                .processDefinitionKey(KEY)
                .processInstanceBusinessKey(requestId.toString())
                .list();
    }

    /** Adds to each task its request and place, by two queries for all of them. */
    private List<OpenTask> open(List<Task> tasks) {
        if (tasks.isEmpty()) {
            return List.of();
        }
        Map<String, String> slots = variable(
                ProcessVariables.SIGN_OFF,
                tasks.stream().map(Task::getExecutionId).distinct().toArray(String[]::new));
        Map<String, String> requests = variable(
                ProcessVariables.REQUEST_ID,
                tasks.stream().map(Task::getProcessInstanceId).distinct().toArray(String[]::new));
        return tasks.stream()
                .map(task -> new OpenTask(
                        task.getId(),
                        UUID.fromString(String.valueOf(requests.get(task.getProcessInstanceId()))),
                        SignOffSlot.parse(String.valueOf(slots.get(task.getExecutionId()))),
                        task.getCreateTime().toInstant(),
                        instant(task.getDueDate())))
                .toList();
    }

    private Map<String, String> variable(String name, String[] executionIds) {
        return camunda
                .engine()
                .getRuntimeService()
                .createVariableInstanceQuery()
                .variableName(name)
                .executionIdIn(executionIds)
                .list()
                .stream()
                .collect(Collectors.toMap(
                        VariableInstance::getExecutionId, variable -> String.valueOf(variable.getValue())));
    }

    private static @Nullable Instant instant(@Nullable Date date) {
        return date == null ? null : date.toInstant();
    }
}
