package io.countersign.registry.webhook;

import io.countersign.platform.http.OutboundAnswer;
import io.countersign.platform.http.OutboundRefused;
import io.countersign.platform.outbox.DeliveryFailed;
import io.countersign.platform.outbox.OutboxChannel;
import io.countersign.platform.outbox.OutboxMessage;
import io.countersign.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.UUID;

/** Delivers what the outbox holds for webhooks; the outbox repeats it and keeps the log. */
@ApplicationScoped
public class WebhookChannel implements OutboxChannel {
    static final String NAME = "webhook";
    private static final int EXCERPT = 200;

    @Inject
    Webhooks webhooks;

    @Inject
    WebhookSender sender;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void deliver(UUID id, OutboxMessage message, int attempt) throws DeliveryFailed {
        Webhooks.Receiver receiver = receiver(UUID.fromString(message.destination()));
        if (receiver.webhook().status() != Webhook.Status.ACTIVE) {
            throw new DeliveryFailed("the webhook is not active any more", false);
        }
        try {
            OutboundAnswer answer = sender.send(receiver.webhook(), receiver.credentials(), id, message.payload());
            if (!answer.succeeded()) {
                throw new DeliveryFailed(
                        "answered " + answer.status() + " " + answer.excerpt(EXCERPT), worthRetrying(answer.status()));
            }
        } catch (OutboundRefused refused) {
            throw new DeliveryFailed(String.valueOf(refused.getMessage()), false);
        } catch (IOException unreachable) {
            throw new DeliveryFailed("no answer: " + unreachable.getMessage(), true);
        }
    }

    private Webhooks.Receiver receiver(UUID webhook) throws DeliveryFailed {
        try {
            return webhooks.receiver(webhook);
        } catch (ProblemException gone) {
            throw new DeliveryFailed(gone.detail(), false);
        }
    }

    private static boolean worthRetrying(int status) {
        return status == 408 || status == 425 || status == 429 || status >= 500;
    }
}
