package io.countersign.approvals.boundary;

import io.countersign.approvals.entity.AskedWaiver;
import io.countersign.platform.problem.ProblemException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A threshold that is to be waived.
 *
 * @param metric the metric as it is logged, slice included
 * @param reason why
 * @param until until when
 */
public record AskedWaiverRequest(
        @Nullable String metric,
        @Nullable String reason,
        @Nullable Instant until) {

    AskedWaiver asked() {
        if (until == null) {
            throw ProblemException.invalid("A waiver says until when");
        }
        return new AskedWaiver(FreeText.required("metric", metric), FreeText.required("reason", reason), until);
    }
}
