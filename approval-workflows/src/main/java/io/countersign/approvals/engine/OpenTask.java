package io.countersign.approvals.engine;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A sign-off that somebody is waited for.
 *
 * @param id id of the task
 * @param requestId the promotion request
 * @param slot what is to be signed, in which role
 * @param createdAt since when
 * @param dueAt until when, null when the process sets no date
 */
public record OpenTask(
        String id,
        UUID requestId,
        SignOffSlot slot,
        Instant createdAt,
        @Nullable Instant dueAt) {}
