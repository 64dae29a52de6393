package io.countersign.registry.webhook;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants a webhook to be; in a change, null leaves a part as it is.
 *
 * @param secret by which messages are signed (HMAC-SHA-256); empty takes it away
 * @param authorization value of the header {@code Authorization} that is sent along; empty takes it away
 */
public record WebhookDraft(
        @Nullable String name,
        @Nullable String description,
        @Nullable String url,
        @Nullable String model,
        @Nullable List<String> events,
        Webhook.@Nullable Status status,
        @Nullable String secret,
        @Nullable String authorization) {

    /** Hides what must not be logged. */
    @Override
    public String toString() {
        return "WebhookDraft[" + name + ", " + url + ", " + events + "]";
    }
}
