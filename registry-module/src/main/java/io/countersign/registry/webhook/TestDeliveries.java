package io.countersign.registry.webhook;

import io.countersign.platform.actor.Actor;
import io.countersign.platform.http.OutboundAnswer;
import io.countersign.platform.id.Ids;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Sends a message now, outside any transaction, to whoever asks whether a webhook works. */
@Dependent
public class TestDeliveries {
    private static final int EXCERPT = 2_000;

    private final Webhooks webhooks;
    private final WebhookSender sender;

    @Inject
    public TestDeliveries(Webhooks webhooks, WebhookSender sender) {
        this.webhooks = webhooks;
        this.sender = sender;
    }

    /**
     * How it went.
     *
     * @param status HTTP status of the answer, null when there was none
     * @param body beginning of the answer, or why there was none
     */
    record Result(boolean success, @Nullable Integer status, String body) {}

    /** @param event name of the event, null for the first that the webhook asks for */
    Result send(UUID id, @Nullable String event, Actor actor) {
        Webhook webhook = webhooks.get(id, actor);
        String name = event == null || event.isEmpty()
                ? webhook.events().get(0)
                : EventNames.checked(List.of(event), webhook.api()).get(0);
        webhooks.tested(webhook, actor);
        String body = EventBodies.test(webhook, name, Instant.now());
        try {
            OutboundAnswer answer = sender.send(webhook, webhooks.receiver(id).credentials(), Ids.next(), body);
            return new Result(answer.status() < 400, answer.status(), answer.excerpt(EXCERPT));
        } catch (IOException unreachable) {
            return new Result(false, null, String.valueOf(unreachable.getMessage()));
        }
    }
}
