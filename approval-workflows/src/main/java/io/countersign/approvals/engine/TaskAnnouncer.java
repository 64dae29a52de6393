package io.countersign.approvals.engine;

import java.time.Instant;
import java.util.Date;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.task.IdentityLink;
import org.jspecify.annotations.Nullable;

/** Tells the domain of tasks that come and go, in the transaction in which they do. */
final class TaskAnnouncer implements TaskListener {
    private final ProcessDomain domain;

    TaskAnnouncer(ProcessDomain domain) {
        this.domain = domain;
    }

    @Override
    public void notify(DelegateTask task) {
        if (task.getEventName().equals(EVENTNAME_CREATE)) {
            domain.taskOpened(waiting(task));
        } else {
            domain.taskClosed(task.getId());
        }
    }

    private static WaitingTask waiting(DelegateTask task) {
        SignOffSlot slot =
                task.getVariable(ProcessVariables.SIGN_OFF) instanceof String text ? SignOffSlot.parse(text) : null;
        return new WaitingTask(
                task.getId(),
                ((TaskEntity) task).getProcessDefinition().getKey(),
                ProcessVariables.requestId(task),
                task.getTaskDefinitionKey(),
                slot,
                task.getCandidates().stream()
                        .map(IdentityLink::getGroupId)
                        .findFirst()
                        .orElse(""),
                task.getCreateTime().toInstant(),
                instant(task.getDueDate()));
    }

    private static @Nullable Instant instant(@Nullable Date date) {
        return date == null ? null : date.toInstant();
    }
}
