package io.countersign.registry.webhook;

import io.countersign.platform.actor.Role;
import io.countersign.platform.mlflow.MlflowException;
import io.countersign.platform.mlflow.MlflowJson;
import io.countersign.platform.mlflow.MlflowMessage;
import io.countersign.platform.paging.Page;
import io.countersign.platform.paging.PageToken;
import io.countersign.platform.web.CurrentActor;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** MLflow 3's {@code webhooks} endpoints. No transaction here: a test message is sent while none is open. */
@Path("/2.0/mlflow/webhooks")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
@RolesAllowed(Role.Names.ADMIN)
public class MlflowWebhooksResource {
    private static final int PAGE = 100;
    private static final int LARGEST_PAGE = 1_000;

    @Inject
    Webhooks webhooks;

    @Inject
    TestDeliveries tests;

    @Inject
    CurrentActor actor;

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public One create(Draft request) {
        if (request.name() == null || request.name().isEmpty()) {
            throw MlflowException.missing("name");
        }
        return new One(WebhookWire.of(webhooks.create(Webhook.Api.MLFLOW, request.draft(), actor.get())));
    }

    @GET
    public Many list(@Context UriInfo uri) {
        Query query = MlflowJson.read(uri.getQueryParameters(), Query.class);
        int size = query.maxResults() == null ? PAGE : query.maxResults();
        if (size < 1 || size > LARGEST_PAGE) {
            throw MlflowException.invalid("Invalid value " + size + " for parameter 'max_results' supplied.");
        }
        PageToken from = PageToken.parse(query.pageToken());
        Page<Webhook> page = Page.of(
                webhooks.list(Webhook.Api.MLFLOW, actor.get()).stream()
                        .skip(from.offset())
                        .limit(size + 1L)
                        .toList(),
                from,
                size);
        return new Many(page.items().stream().map(WebhookWire::of).toList(), page.nextPageToken());
    }

    @GET
    @Path("{id}")
    public One get(@PathParam("id") String id) {
        return new One(WebhookWire.of(webhooks.get(WebhookIds.parse(id), actor.get())));
    }

    @PATCH
    @Path("{id}")
    public One update(@PathParam("id") String id, Draft request) {
        return new One(WebhookWire.of(webhooks.update(WebhookIds.parse(id), request.draft(), actor.get())));
    }

    @DELETE
    @Path("{id}")
    public Map<String, Object> delete(@PathParam("id") String id) {
        webhooks.delete(WebhookIds.parse(id), actor.get());
        return Map.of();
    }

    @POST
    @Path("{id}/test")
    @Consumes(MediaType.APPLICATION_JSON)
    public Tested test(@PathParam("id") String id, TestCall request) {
        EventWire event = request.event();
        TestDeliveries.Result result =
                tests.send(WebhookIds.parse(id), event == null ? null : event.name(), actor.get());
        return new Tested(new ResultWire(
                result.success(),
                result.status(),
                result.status() == null ? null : result.body(),
                result.status() == null ? result.body() : null));
    }

    /** An event as MLflow writes it: {@code {"entity": "MODEL_VERSION", "action": "CREATED"}}. */
    record EventWire(@Nullable String entity, @Nullable String action) implements MlflowMessage {
        String name() {
            return (entity + "." + action).toLowerCase(Locale.ROOT);
        }

        static EventWire of(String name) {
            int dot = name.indexOf('.');
            return new EventWire(
                    name.substring(0, dot).toUpperCase(Locale.ROOT),
                    name.substring(dot + 1).toUpperCase(Locale.ROOT));
        }
    }

    record Draft(
            @Nullable String name,
            @Nullable String description,
            @Nullable String url,
            @Nullable List<EventWire> events,
            @Nullable String secret,
            Webhook.@Nullable Status status)
            implements MlflowMessage {
        WebhookDraft draft() {
            return new WebhookDraft(
                    name,
                    description,
                    url,
                    null,
                    events == null ? null : events.stream().map(EventWire::name).toList(),
                    status,
                    secret,
                    null);
        }

        @Override
        public String toString() {
            return "Draft[" + name + "]";
        }
    }

    record WebhookWire(
            String webhookId,
            String name,
            @Nullable String description,
            String url,
            List<EventWire> events,
            String status,
            long creationTimestamp,
            long lastUpdatedTimestamp)
            implements MlflowMessage {
        static WebhookWire of(Webhook webhook) {
            return new WebhookWire(
                    webhook.id().toString(),
                    webhook.name(),
                    webhook.description().isEmpty() ? null : webhook.description(),
                    webhook.url(),
                    webhook.events().stream().map(EventWire::of).toList(),
                    webhook.status().name(),
                    webhook.createdAt().toEpochMilli(),
                    webhook.updatedAt().toEpochMilli());
        }
    }

    record One(WebhookWire webhook) implements MlflowMessage {}

    record Many(List<WebhookWire> webhooks, @Nullable String nextPageToken) implements MlflowMessage {}

    record Query(@Nullable Integer maxResults, @Nullable String pageToken) implements MlflowMessage {}

    record TestCall(@Nullable EventWire event) implements MlflowMessage {}

    record ResultWire(
            boolean success,
            @Nullable Integer responseStatus,
            @Nullable String responseBody,
            @Nullable String errorMessage)
            implements MlflowMessage {}

    record Tested(ResultWire result) implements MlflowMessage {}
}
