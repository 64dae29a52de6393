package io.countersign.approvals.control;

import io.countersign.approvals.engine.SignOffSlot;
import io.countersign.approvals.engine.WaitingTask;
import io.countersign.approvals.entity.Task;
import io.countersign.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The tasks that people are waited for, in step with the engine. Joins the caller's transaction. */
@ApplicationScoped
public class TaskBook {

    @PersistenceContext(unitName = "approvals")
    EntityManager entities;

    @Inject
    Deputies deputies;

    @Inject
    Notices notices;

    void opened(WaitingTask waiting, ProcessSteps.About about, Optional<ProcessSteps.Holder> holder) {
        SignOffSlot slot = waiting.slot();
        Task task = new Task(new Task.Waited(
                waiting.id(),
                waiting.process(),
                waiting.requestId(),
                waiting.step(),
                slot == null ? waiting.group() : slot.role(),
                slot == null ? waiting.step() : slot.meaning(),
                slot == null ? 0 : slot.round(),
                slot == null ? 1 : slot.ordinal(),
                about.model(),
                about.title(),
                waiting.createdAt(),
                waiting.dueAt()));
        holder.ifPresent(who -> deputies.give(task, who));
        entities.persist(task);
        notices.taskOpened(task);
    }

    void closed(String taskId) {
        Task task = entities.find(Task.class, taskId);
        if (task != null) {
            entities.remove(task);
        }
    }

    /** Those of one request, in the order in which they came up. */
    List<Task> of(UUID requestId) {
        return entities.createQuery(
                        "select t from Task t where t.requestId = :id order by t.round, t.createdAt, t.role, t.ordinal",
                        Task.class)
                .setParameter("id", requestId)
                .getResultList();
    }

    /** The task with its row locked. @throws ProblemException (not found) */
    Task lock(String taskId) {
        Task task = entities.find(Task.class, taskId, LockModeType.PESSIMISTIC_WRITE);
        if (task == null) {
            throw ProblemException.notFound("There is no open task " + taskId);
        }
        return task;
    }

    List<Task> heldBy(String subject) {
        return entities.createQuery("select t from Task t where t.assignee = :subject", Task.class)
                .setParameter("subject", subject)
                .getResultList();
    }

    /** Marks what is still open of a step as escalated. */
    List<Task> escalate(UUID requestId, Instant at) {
        List<Task> open = of(requestId).stream()
                .filter(task -> task.escalatedAt().isEmpty())
                .toList();
        open.forEach(task -> {
            task.escalate(at);
            notices.overdue(task);
        });
        return open;
    }
}
