package io.countersign.approvals.control;

import io.countersign.approvals.entity.Promotion;
import io.countersign.approvals.entity.Task;
import io.countersign.platform.actor.Actor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;

/** Overdue tasks: marked in the list, mailed, on record. Who may sign stays as it is. */
@ApplicationScoped
public class Escalation {

    @Inject
    TaskBook tasks;

    @Inject
    Promotions promotions;

    @Inject
    Trail trail;

    @Inject
    Times times;

    void of(UUID requestId, Actor actor) {
        Promotion promotion = promotions.lock(requestId);
        List<Task> overdue = notices(requestId);
        trail.append(
                promotion,
                actor,
                Trail.event("promotion.escalated", promotion)
                        .fact(
                                "waitsFor",
                                overdue.stream()
                                        .map(task -> task.role() + " " + task.meaning())
                                        .toList())
                        .build());
    }

    /** The same without an entry about a promotion. */
    List<Task> notices(UUID requestId) {
        return tasks.escalate(requestId, times.now());
    }
}
