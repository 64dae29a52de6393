package io.countersign.registry.webhook;

import io.countersign.platform.actor.Role;
import io.countersign.platform.mlflow.MlflowErrorCode;
import io.countersign.platform.mlflow.MlflowException;
import io.countersign.platform.mlflow.MlflowJson;
import io.countersign.platform.mlflow.MlflowMessage;
import io.countersign.platform.paging.Page;
import io.countersign.platform.paging.PageToken;
import io.countersign.platform.web.CurrentActor;
import io.countersign.registry.boundary.Parameters;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** {@code registry-webhooks} of Databricks' Workspace Model Registry; receivers that are jobs are not offered. */
@Path("/2.0/mlflow/registry-webhooks")
@Produces(MediaType.APPLICATION_JSON)
@RequestScoped
@RolesAllowed({Role.Names.ADMIN, Role.Names.MODEL_OWNER})
public class RegistryWebhooksResource {
    private static final int PAGE = 1_000;

    @Inject
    Webhooks webhooks;

    @Inject
    TestDeliveries tests;

    @Inject
    CurrentActor actor;

    @POST
    @Path("create")
    @Consumes(MediaType.APPLICATION_JSON)
    public One create(Draft request) {
        return new One(WebhookWire.of(webhooks.create(Webhook.Api.DATABRICKS, request.draft(), actor.get())));
    }

    @GET
    @Path("list")
    public Many list(@Context UriInfo uri) {
        Query query = MlflowJson.read(uri.getQueryParameters(), Query.class);
        int size = query.maxResults() == null ? PAGE : Math.max(1, Math.min(PAGE, query.maxResults()));
        PageToken from = PageToken.parse(query.pageToken());
        List<Webhook> found = webhooks.list(Webhook.Api.DATABRICKS, actor.get()).stream()
                .filter(webhook -> query.modelName() == null || Objects.equals(webhook.model(), query.modelName()))
                .filter(webhook ->
                        query.events() == null || query.events().stream().anyMatch(webhook.events()::contains))
                .skip(from.offset())
                .limit(size + 1L)
                .toList();
        Page<Webhook> page = Page.of(found, from, size);
        return new Many(page.items().stream().map(WebhookWire::of).toList(), page.nextPageToken());
    }

    @PATCH
    @Path("update")
    public One update(Draft request) {
        return new One(WebhookWire.of(webhooks.update(WebhookIds.parse(request.id()), request.draft(), actor.get())));
    }

    @DELETE
    @Path("delete")
    public Map<String, Object> delete(@Context UriInfo uri, ById body) {
        webhooks.delete(WebhookIds.parse(Parameters.of(uri, body, ById.class).id()), actor.get());
        return Map.of();
    }

    @POST
    @Path("test")
    @Consumes(MediaType.APPLICATION_JSON)
    public Tested test(TestCall request) {
        TestDeliveries.Result result = tests.send(WebhookIds.parse(request.id()), request.event(), actor.get());
        return new Tested(result.status() == null ? 0 : result.status(), result.body());
    }

    record HttpUrlSpec(
            @Nullable String url,
            @Nullable Boolean enableSslVerification,
            @Nullable String secret,
            @Nullable String authorization)
            implements MlflowMessage {
        @Override
        public String toString() {
            return "HttpUrlSpec[" + url + "]";
        }
    }

    record Draft(
            @Nullable String id,
            @Nullable String modelName,
            @Nullable List<String> events,
            @Nullable String description,
            Webhook.@Nullable Status status,
            @Nullable HttpUrlSpec httpUrlSpec,
            @Nullable Map<String, Object> jobSpec)
            implements MlflowMessage {
        WebhookDraft draft() {
            if (jobSpec != null) {
                throw new MlflowException(
                        MlflowErrorCode.NOT_IMPLEMENTED,
                        "Webhooks that start a job are not offered: give http_url_spec");
            }
            HttpUrlSpec to = httpUrlSpec;
            if (to != null && Boolean.FALSE.equals(to.enableSslVerification())) {
                throw MlflowException.invalid(
                        "Certificates are always verified: enable_ssl_verification cannot be false");
            }
            return new WebhookDraft(
                    null,
                    description,
                    to == null ? null : to.url(),
                    modelName,
                    events,
                    status,
                    to == null ? null : to.secret(),
                    to == null ? null : to.authorization());
        }
    }

    record UrlWire(String url, boolean enableSslVerification) implements MlflowMessage {}

    record WebhookWire(
            String id,
            List<String> events,
            long creationTimestamp,
            long lastUpdatedTimestamp,
            String description,
            String status,
            UrlWire httpUrlSpec,
            @Nullable String modelName)
            implements MlflowMessage {
        static WebhookWire of(Webhook webhook) {
            return new WebhookWire(
                    webhook.id().toString(),
                    webhook.events(),
                    webhook.createdAt().toEpochMilli(),
                    webhook.updatedAt().toEpochMilli(),
                    webhook.description(),
                    webhook.status().name(),
                    new UrlWire(webhook.url(), true),
                    webhook.model());
        }
    }

    record One(WebhookWire webhook) implements MlflowMessage {}

    record Many(List<WebhookWire> webhooks, @Nullable String nextPageToken) implements MlflowMessage {}

    record Query(
            @Nullable String modelName,
            @Nullable List<String> events,
            @Nullable Integer maxResults,
            @Nullable String pageToken)
            implements MlflowMessage {}

    record ById(@Nullable String id) implements MlflowMessage {}

    record TestCall(@Nullable String id, @Nullable String event) implements MlflowMessage {}

    record Tested(int statusCode, String body) implements MlflowMessage {}
}
