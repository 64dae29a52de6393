package io.countersign.approvals.control;

import io.countersign.platform.problem.ProblemException;
import io.countersign.platform.problem.ProblemType;
import java.util.UUID;

/** What was to be signed is no longer what it was; the request cannot be saved. */
public final class EvidenceChanged extends ProblemException {
    private static final long serialVersionUID = 1L;

    private final UUID requestId;
    private final String reason;

    EvidenceChanged(UUID requestId, String reason) {
        super(ProblemType.CONFLICT, "Promotion request " + requestId + " is void: " + reason);
        this.requestId = requestId;
        this.reason = reason;
    }

    UUID requestId() {
        return requestId;
    }

    String reason() {
        return reason;
    }
}
