package io.countersign.approvals.engine;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A person is waited for.
 *
 * @param id id of the engine's task
 * @param process key of the process
 * @param requestId what it is about
 * @param step id of the step in the process
 * @param slot the sign-off that is to be given; null for another kind of task
 * @param group candidate group of a task that is no sign-off; empty when only one person can do it
 * @param createdAt since when
 * @param dueAt until when, null when the process sets no date
 */
public record WaitingTask(
        String id,
        String process,
        UUID requestId,
        String step,
        @Nullable SignOffSlot slot,
        String group,
        Instant createdAt,
        @Nullable Instant dueAt) {}
