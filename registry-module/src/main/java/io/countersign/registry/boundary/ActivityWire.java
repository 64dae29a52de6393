package io.countersign.registry.boundary;

import io.countersign.platform.mlflow.MlflowMessage;
import io.countersign.registry.TransitionRequest;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Databricks' {@code Activity}: what somebody did to a request, or the open request itself. */
record ActivityWire(
        String id,
        String activityType,
        String toStage,
        @Nullable String comment,
        String userId,
        long creationTimestamp,
        long lastUpdatedTimestamp,
        List<String> availableActions)
        implements MlflowMessage {

    /** The request as it is open; {@code available_actions} says what exists, not what the caller may do. */
    static ActivityWire open(TransitionRequest request) {
        long at = request.requestedAt().toEpochMilli();
        return new ActivityWire(
                request.id().toString(),
                "REQUESTED_TRANSITION",
                request.targetStage(),
                request.rationale(),
                request.requester(),
                at,
                at,
                List.of("APPROVE_TRANSITION_REQUEST", "REJECT_TRANSITION_REQUEST", "CANCEL_TRANSITION_REQUEST"));
    }

    static ActivityWire done(TransitionRequest request, String type, @Nullable String comment, String by) {
        long now = Instant.now().toEpochMilli();
        return new ActivityWire(request.id().toString(), type, request.targetStage(), comment, by, now, now, List.of());
    }
}
