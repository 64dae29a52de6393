package io.countersign.registry.webhook;

import io.countersign.platform.actor.Role;
import io.countersign.platform.paging.Page;
import io.countersign.platform.web.CurrentActor;
import io.countersign.registry.control.RegistryDatabase;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Webhooks of both kinds on the own API, to look at, with what was delivered. */
@Path("/v1/webhooks")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
@Transactional
@RolesAllowed({Role.Names.ADMIN, Role.Names.MODEL_OWNER})
public class WebhooksResource {
    private static final int NEWEST = 200;

    @Inject
    Webhooks webhooks;

    @Inject
    RegistryDatabase database;

    @Inject
    CurrentActor actor;

    @GET
    public Page<WebhookView> list() {
        return new Page<>(
                Stream.of(Webhook.Api.values())
                        .flatMap(api -> webhooks.list(api, actor.get()).stream())
                        .map(WebhookView::of)
                        .toList(),
                null);
    }

    /** The newest attempts to deliver, as the outbox logged them. */
    @GET
    @Path("{id}/deliveries")
    public Page<Delivery> deliveries(@PathParam("id") String id) {
        Webhook webhook = webhooks.get(WebhookIds.parse(id), actor.get());
        List<Delivery> found = database.list(
                "SELECT m.id, m.posted_at, m.state, a.attempt, a.began_at, a.ended_at, a.outcome, a.reason"
                        + " FROM platform.outbox_message m LEFT JOIN platform.outbox_attempt a ON a.message_id = m.id"
                        + " WHERE m.channel = ? AND m.destination = ? ORDER BY m.id DESC, a.attempt DESC LIMIT "
                        + NEWEST,
                row -> new Delivery(
                        row.getObject("id", UUID.class).toString(),
                        RegistryDatabase.moment(row, "posted_at"),
                        row.getString("state"),
                        row.getInt("attempt"),
                        RegistryDatabase.instant(row, "began_at"),
                        RegistryDatabase.instant(row, "ended_at"),
                        row.getString("outcome"),
                        row.getString("reason")),
                WebhookChannel.NAME,
                webhook.id().toString());
        return new Page<>(found, null);
    }

    record WebhookView(
            String id,
            String api,
            String name,
            String description,
            String url,
            @Nullable String model,
            List<String> events,
            String status,
            boolean signed,
            Instant createdAt,
            Instant updatedAt) {
        static WebhookView of(Webhook webhook) {
            return new WebhookView(
                    webhook.id().toString(),
                    webhook.api().name().toLowerCase(Locale.ROOT),
                    webhook.name(),
                    webhook.description(),
                    webhook.url(),
                    webhook.model(),
                    webhook.events(),
                    webhook.status().name(),
                    webhook.signed(),
                    webhook.createdAt(),
                    webhook.updatedAt());
        }
    }

    /** @param attempt 0 while none was made */
    record Delivery(
            String id,
            Instant postedAt,
            String state,
            int attempt,
            @Nullable Instant beganAt,
            @Nullable Instant endedAt,
            @Nullable String outcome,
            @Nullable String reason) {}
}
