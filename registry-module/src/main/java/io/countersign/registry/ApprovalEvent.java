package io.countersign.registry;

import java.time.Instant;
import java.util.UUID;

/**
 * Something that happened to a request.
 *
 * @param target the stage, or the alias, that is asked for
 * @param by printed name of who did it
 */
public record ApprovalEvent(
        Kind kind, UUID requestId, VersionId version, TargetKind targetKind, String target, String by, Instant at) {

    /** What can happen to a request. */
    public enum Kind {
        REQUESTED,
        SIGNED,
        APPROVED,
        REJECTED,
        REFUSED,
        WITHDRAWN,
        VOID,
        SUPERSEDED,
        EXPIRED,
        ESCALATED,
        LAPSED
    }
}
