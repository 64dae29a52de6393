package io.countersign.approvals.boundary;

import io.countersign.platform.problem.ProblemException;
import java.util.UUID;

/** The id of a request in a path. */
final class RequestId {
    private RequestId() {}

    /** @throws ProblemException (not found) when it is none: nothing can be there */
    static UUID parse(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException notAnId) {
            throw ProblemException.notFound("There is no request " + text);
        }
    }
}
