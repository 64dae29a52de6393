package io.countersign.approvals.boundary;

import io.countersign.approvals.control.TaskList;
import io.countersign.approvals.entity.Promotion;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A sign-off that is waited for, as the own API shows it. */
public record TaskView(
        String id,
        UUID promotionId,
        String model,
        int version,
        String targetStage,
        String requiredRole,
        String meaning,
        PersonView requestedBy,
        Instant createdAt,
        @Nullable Instant dueAt,
        @Nullable String blockedReason) {

    static TaskView from(TaskList.Item item) {
        Promotion promotion = item.promotion();
        return new TaskView(
                item.task().id(),
                promotion.id(),
                promotion.intent().model(),
                promotion.intent().version(),
                promotion.intent().targetStage(),
                item.task().slot().role(),
                item.task().slot().meaning(),
                new PersonView(
                        promotion.involved().requester(), promotion.involved().requesterName()),
                item.task().createdAt(),
                item.task().dueAt(),
                item.blocked().orElse(null));
    }
}
