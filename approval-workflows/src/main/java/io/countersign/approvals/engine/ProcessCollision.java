package io.countersign.approvals.engine;

import java.util.UUID;

/** Two transactions moved the same process; this one is lost, and may be tried again in a new transaction. */
public class ProcessCollision extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ProcessCollision(UUID requestId, Throwable cause) {
        super("the process of request " + requestId + " was moved by somebody else", cause);
    }
}
