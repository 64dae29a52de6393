package io.countersign.registry;

import java.util.UUID;

/** What the gate says to somebody who asks for a guarded transition. */
public sealed interface GateAnswer {

    /** The request is open (again the same for the same question); {@code message} names what is missing and where to follow it. */
    record Pending(UUID requestId, String message) implements GateAnswer {}

    /** The policy asks for no sign-off, thresholds passed, and the transition has been applied. */
    record Applied(UUID requestId) implements GateAnswer {}

    /** The policy refuses: thresholds failed, fields missing. The refusal is on record as a request. */
    record Refused(UUID requestId, String message) implements GateAnswer {}
}
