package io.countersign.approvals.boundary;

import io.countersign.approvals.control.TaskList;
import io.countersign.approvals.entity.Promotion;
import io.countersign.approvals.entity.Task;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that is waited for, as the own API shows it. {@code promotionId} and what belongs to it are absent when the task
 * is about a finding or a change of policy.
 */
public record TaskView(
        String id,
        String process,
        UUID requestId,
        String step,
        String title,
        @Nullable UUID promotionId,
        @Nullable String model,
        @Nullable Integer version,
        @Nullable String targetStage,
        @Nullable String requiredRole,
        String meaning,
        int round,
        @Nullable PersonView requestedBy,
        @Nullable PersonView assignee,
        @Nullable String delegatedBy,
        Instant createdAt,
        @Nullable Instant dueAt,
        boolean escalated,
        @Nullable String blockedReason) {

    static TaskView from(TaskList.Item item) {
        return of(item.task(), item.promotion(), item.blocked().orElse(null));
    }

    static TaskView of(Task task, Optional<Promotion> promotion, @Nullable String blocked) {
        return new TaskView(
                task.id(),
                task.process(),
                task.requestId(),
                task.step(),
                task.title(),
                promotion.map(Promotion::id).orElse(null),
                task.model().isEmpty() ? null : task.model(),
                promotion.map(request -> request.intent().version()).orElse(null),
                promotion.map(request -> request.intent().targetStage()).orElse(null),
                task.role().isEmpty() ? null : task.role(),
                task.meaning(),
                task.round(),
                promotion
                        .map(request -> new PersonView(
                                request.involved().requester(),
                                request.involved().requesterName()))
                        .orElse(null),
                task.assignee()
                        .map(subject ->
                                new PersonView(subject, task.assigneeName().orElse(subject)))
                        .orElse(null),
                task.delegatedBy().orElse(null),
                task.createdAt(),
                task.dueAt().orElse(null),
                task.escalatedAt().isPresent(),
                blocked);
    }
}
