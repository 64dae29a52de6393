package io.countersign.registry.webhook;

import io.countersign.platform.mlflow.MlflowException;
import io.countersign.platform.problem.ProblemException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Ids of webhooks as clients send them. */
final class WebhookIds {
    private WebhookIds() {}

    /** @throws MlflowException (invalid parameter) for none, ProblemException (not found) for what is no id of ours */
    static UUID parse(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            throw MlflowException.missing("id");
        }
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException noId) {
            throw ProblemException.notFound("Webhook with ID " + text + " not found");
        }
    }
}
