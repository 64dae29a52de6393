package io.countersign.registry.webhook;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A receiver of events. Its secrets are never part of it.
 *
 * @param name as given; empty for Databricks' kind
 * @param model the one model it is about, null for the whole registry
 * @param events in the words of its API: {@code model_version.created}, {@code MODEL_VERSION_CREATED}
 * @param signed whether a secret is kept, by which messages are signed
 */
public record Webhook(
        UUID id,
        Api api,
        String name,
        String description,
        String url,
        @Nullable String model,
        List<String> events,
        Status status,
        boolean signed,
        Instant createdAt,
        Instant updatedAt) {
    public Webhook {
        events = List.copyOf(events);
    }

    /** Whose form its messages have. */
    public enum Api {
        MLFLOW,
        DATABRICKS
    }

    /** Whether it is told. */
    public enum Status {
        ACTIVE,
        DISABLED,
        /** Told by a test alone. */
        TEST_MODE
    }
}
