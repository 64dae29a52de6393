package io.countersign.registry.webhook;

import io.countersign.platform.http.OutboundAnswer;
import io.countersign.platform.http.OutboundCall;
import io.countersign.platform.http.OutboundHttp;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** Sends one message, signed. */
@Dependent
class WebhookSender {
    private final OutboundHttp http;

    @Inject
    WebhookSender(OutboundHttp http) {
        this.http = http;
    }

    OutboundAnswer send(Webhook webhook, WebhookStore.Credentials credentials, UUID delivery, String body)
            throws IOException {
        Map<String, String> headers = headers(webhook, credentials, delivery.toString(), body, Instant.now());
        return http.send(OutboundCall.post(URI.create(webhook.url()), headers, body.getBytes(StandardCharsets.UTF_8)));
    }

    static Map<String, String> headers(
            Webhook webhook, WebhookStore.Credentials credentials, String delivery, String body, Instant now) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", "application/json");
        String seconds = Long.toString(now.getEpochSecond());
        if (webhook.api() == Webhook.Api.MLFLOW) {
            headers.put("X-MLflow-Delivery-Id", delivery);
            headers.put("X-MLflow-Timestamp", seconds);
        }
        String secret = credentials.secret();
        if (secret != null) {
            if (webhook.api() == Webhook.Api.MLFLOW) {
                headers.put("X-MLflow-Signature", Signatures.mlflow(secret, delivery, seconds, body));
            } else {
                headers.put("X-Databricks-Signature", Signatures.databricks(secret, body));
            }
        }
        String authorization = credentials.authorization();
        if (authorization != null) {
            headers.put("Authorization", authorization);
        }
        return headers;
    }
}
