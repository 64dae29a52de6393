package io.countersign.registry.webhook;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.countersign.platform.json.Json;
import io.countersign.registry.control.RegistryEvent;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a receiver reads: MLflow 3's envelope (entity, action, timestamp, data), or Databricks' flat event. */
final class EventBodies {
    private EventBodies() {}

    /** @param name the name under which the webhook asked for the event */
    static String of(Webhook webhook, RegistryEvent event, String name, Instant now) {
        Map<String, Object> body = new LinkedHashMap<>();
        if (webhook.api() == Webhook.Api.MLFLOW) {
            body.put("entity", EventNames.entity(event));
            body.put("action", event.kind().action());
            body.put("timestamp", now.toString());
            body.put("data", event.data());
        } else {
            body.put("event", name);
            body.put("webhook_id", webhook.id().toString());
            body.put("event_timestamp", now.toEpochMilli());
            body.put("model_name", event.model());
            if (event.version() != null) {
                body.put("version", event.version().toString());
            }
            event.data().forEach(body::putIfAbsent);
            body.remove("name");
            body.put(
                    "text",
                    event.model() + (event.version() == null ? "" : " version " + event.version()) + ": " + name);
        }
        return text(body);
    }

    /** A message that says that it is a test. */
    static String test(Webhook webhook, String name, Instant now) {
        Map<String, Object> body = new LinkedHashMap<>();
        if (webhook.api() == Webhook.Api.MLFLOW) {
            int dot = name.indexOf('.');
            body.put("entity", name.substring(0, dot));
            body.put("action", name.substring(dot + 1));
            body.put("timestamp", now.toString());
            body.put("data", Map.of("name", "example_model", "version", "1", "description", "A test of this webhook"));
        } else {
            body.put("event", name);
            body.put("webhook_id", webhook.id().toString());
            body.put("event_timestamp", now.toEpochMilli());
            body.put("model_name", webhook.model() == null ? "example_model" : webhook.model());
            body.put("version", "1");
            body.put("text", "A test of this webhook");
        }
        return text(body);
    }

    private static String text(Map<String, Object> body) {
        try {
            return Json.mapper().writeValueAsString(body);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("an event is made of texts and numbers", impossible);
        }
    }
}
