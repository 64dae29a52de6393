package io.countersign.registry.webhook;

import io.countersign.platform.outbox.Outbox;
import io.countersign.platform.outbox.OutboxMessage;
import io.countersign.registry.control.RegistryEvent;
import io.countersign.registry.control.RegistryEvents;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Instant;

/** Posts what happens to each webhook that asked for it, in the transaction in which it happens. */
@Dependent
public class WebhookAnnouncements implements RegistryEvents {
    private final WebhookStore store;
    private final Outbox outbox;

    @Inject
    public WebhookAnnouncements(WebhookStore store, Outbox outbox) {
        this.store = store;
        this.outbox = outbox;
    }

    @Override
    public void happened(RegistryEvent event) {
        Instant now = Instant.now();
        for (Webhook webhook : store.active(event.model())) {
            EventNames.of(event, webhook.api()).stream()
                    .filter(webhook.events()::contains)
                    .findFirst()
                    .ifPresent(name -> outbox.post(new OutboxMessage(
                            WebhookChannel.NAME, webhook.id().toString(), EventBodies.of(webhook, event, name, now))));
        }
    }
}
