package io.countersign.approvals.control;

import io.countersign.approvals.entity.Promotion;
import io.countersign.approvals.entity.SeenPerson;
import io.countersign.approvals.entity.SignOff;
import io.countersign.approvals.entity.Task;
import io.countersign.audit.AuditEvent;
import io.countersign.audit.AuditLog;
import io.countersign.audit.Subject;
import io.countersign.platform.actor.Actor;
import io.countersign.platform.actor.Role;
import io.countersign.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Who holds a task: claimed, released, handed to another person. It moves the task, and none of the rules. */
@ApplicationScoped
@Transactional
public class HandTasks {

    @Inject
    TaskBook tasks;

    @Inject
    Promotions promotions;

    @Inject
    People people;

    @Inject
    Notices notices;

    @Inject
    AuditLog audit;

    /** The caller takes it. @throws ProblemException (conflict) when another holds it, (forbidden) when they could not do it */
    public Task claim(String id, Actor actor) {
        Task task = forPerson(id, actor);
        if (task.heldByOther(actor.subject())) {
            throw new ProblemException(
                    Refusals.HELD_BY_OTHER, "Claimed by " + task.assigneeName().orElse("somebody"));
        }
        requireRole(task, actor);
        requireNoObjection(task, actor.subject());
        people.seen(actor);
        task.claim(actor.subject(), actor.displayName());
        record(task, "task.claimed", actor, actor.subject());
        return task;
    }

    /** Back to the group. @throws ProblemException (forbidden) for anybody but who holds it */
    public Task release(String id, Actor actor) {
        Task task = forPerson(id, actor);
        requireHeld(task, actor);
        if (task.role().isEmpty()) {
            throw ProblemException.conflict("No group can do this task: hand it to another person");
        }
        task.release();
        record(task, "task.released", actor, "");
        return task;
    }

    /**
     * From the caller to another person.
     *
     * @throws ProblemException (forbidden) for anybody but who holds it, and when the other could not do it, (conflict) when it
     *     has been handed on already: a task goes one step, so there are no loops
     */
    public Task delegate(String id, String to, Actor actor) {
        Task task = forPerson(id, actor);
        requireHeld(task, actor);
        if (task.delegatedBy().isPresent()) {
            throw ProblemException.conflict("This task was handed to you; release it, or do it");
        }
        if (to.equals(actor.subject())) {
            throw ProblemException.invalid("A task is handed to another person");
        }
        SeenPerson other = people.known(to);
        requireNoObjection(task, to);
        task.delegate(actor.subject(), to, other.name());
        notices.handedOver(task);
        record(task, "task.delegated", actor, to);
        return task;
    }

    /** A person has left: what they held goes back to the groups. */
    public int left(String subject, Actor actor) {
        List<Task> held = tasks.heldBy(subject);
        held.stream().filter(task -> !task.role().isEmpty()).forEach(task -> {
            task.release();
            record(task, "task.released", actor, "");
        });
        return held.size();
    }

    private Task forPerson(String id, Actor actor) {
        RequestRules.requirePerson(actor);
        return tasks.lock(id);
    }

    private static void requireRole(Task task, Actor actor) {
        Role role = Role.named(task.role()).orElse(null);
        if (role == null || !actor.has(role)) {
            throw ProblemException.forbidden("This task is for " + task.role());
        }
        if (!task.model().isEmpty()) {
            actor.requireOnModel(task.model(), Set.of(role));
        }
    }

    private static void requireHeld(Task task, Actor actor) {
        if (!Optional.of(actor.subject()).equals(task.assignee())) {
            throw ProblemException.forbidden("Only who holds a task can hand it on");
        }
    }

    private void requireNoObjection(Task task, String subject) {
        promotions.find(task.requestId()).map(Promotion::involved).ifPresent(involved -> SegregationOfDuties.of(
                        involved,
                        promotions.signOffs(task.requestId()).stream()
                                .map(SignOff::subject)
                                .collect(Collectors.toSet()))
                .objection(subject)
                .ifPresent(objection -> {
                    throw new ProblemException(objection.type(), objection.text());
                }));
    }

    private void record(Task task, String action, Actor actor, String holder) {
        audit.append(
                actor,
                AuditEvent.of(action, new Subject("task", task.id()))
                        .fact("request", task.requestId().toString())
                        .fact("role", task.role())
                        .fact("holder", holder)
                        .build());
    }
}
