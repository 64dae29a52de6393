package io.countersign.registry.webhook;

import io.countersign.audit.AuditEvent;
import io.countersign.audit.AuditLog;
import io.countersign.audit.Subject;
import io.countersign.platform.actor.Actor;
import io.countersign.platform.actor.Role;
import io.countersign.platform.http.OutboundHttp;
import io.countersign.platform.http.OutboundRefused;
import io.countersign.platform.id.Ids;
import io.countersign.platform.mlflow.MlflowException;
import io.countersign.platform.problem.ProblemException;
import io.countersign.registry.control.RegistryDatabase;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Keeps webhooks. One about the whole registry is an administrator's; one about a model may also be its owner's. Each change
 * is an entry in the ledger; addresses and secrets stand in none.
 */
@Dependent
@Transactional
public class Webhooks {
    private static final Set<Role> ADMINS = Set.of(Role.ADMIN);
    private static final Set<Role> KEEPERS = Set.of(Role.ADMIN, Role.MODEL_OWNER);

    private final WebhookStore store;
    private final OutboundHttp http;
    private final AuditLog audit;

    @Inject
    public Webhooks(WebhookStore store, OutboundHttp http, AuditLog audit) {
        this.store = store;
        this.http = http;
        this.audit = audit;
    }

    /** A webhook with what its messages are sent with. */
    record Receiver(Webhook webhook, WebhookStore.Credentials credentials) {}

    /** @throws MlflowException (invalid parameter) for an address that is not called, an event that nobody knows */
    public Webhook create(Webhook.Api api, WebhookDraft draft, Actor actor) {
        String model = draft.model();
        requireKeeper(model == null || model.isEmpty() ? null : model, actor);
        Instant now = RegistryDatabase.now();
        Webhook webhook = new Webhook(
                Ids.next(),
                api,
                orEmpty(draft.name()),
                orEmpty(draft.description()),
                address(draft.url()),
                model == null || model.isEmpty() ? null : model,
                EventNames.checked(draft.events() == null ? List.of() : draft.events(), api),
                draft.status() == null ? Webhook.Status.ACTIVE : draft.status(),
                draft.secret() != null && !draft.secret().isEmpty(),
                now,
                now);
        store.add(webhook, draft, actor.responsibleSubject());
        audit.append(actor, event("webhook.created", webhook));
        return webhook;
    }

    /** @throws ProblemException (not found), (forbidden); MlflowException (invalid parameter) as for {@link #create} */
    public Webhook update(UUID id, WebhookDraft draft, Actor actor) {
        Webhook before = get(id, actor);
        Webhook after = new Webhook(
                id,
                before.api(),
                draft.name() == null ? before.name() : draft.name(),
                draft.description() == null ? before.description() : draft.description(),
                draft.url() == null ? before.url() : address(draft.url()),
                before.model(),
                draft.events() == null || draft.events().isEmpty()
                        ? before.events()
                        : EventNames.checked(draft.events(), before.api()),
                draft.status() == null ? before.status() : draft.status(),
                draft.secret() == null ? before.signed() : !draft.secret().isEmpty(),
                before.createdAt(),
                RegistryDatabase.now());
        store.change(after, draft);
        audit.append(actor, event("webhook.updated", after));
        return after;
    }

    /** @throws ProblemException (not found), (forbidden) */
    public void delete(UUID id, Actor actor) {
        Webhook webhook = get(id, actor);
        store.delete(id, RegistryDatabase.now());
        audit.append(actor, event("webhook.deleted", webhook));
    }

    /** @throws ProblemException (not found), (forbidden) */
    public Webhook get(UUID id, Actor actor) {
        Webhook webhook = store.get(id);
        requireKeeper(webhook.model(), actor);
        return webhook;
    }

    /** Those of a kind that the actor may keep, oldest first. */
    public List<Webhook> list(Webhook.Api api, Actor actor) {
        return store.of(api).stream()
                .filter(webhook -> mayKeep(webhook.model(), actor))
                .toList();
    }

    /** For sending: no actor is behind a delivery. @throws ProblemException (not found) */
    Receiver receiver(UUID id) {
        return new Receiver(store.get(id), store.credentials(id));
    }

    /** Notes in the ledger that a test was sent. */
    void tested(Webhook webhook, Actor actor) {
        audit.append(actor, event("webhook.tested", webhook));
    }

    private String address(@Nullable String url) {
        if (url == null || url.isEmpty()) {
            throw MlflowException.missing("url");
        }
        try {
            http.check(URI.create(url));
            return url;
        } catch (IllegalArgumentException noAddress) {
            throw MlflowException.invalid("Invalid value for parameter 'url' supplied: it is no URL");
        } catch (OutboundRefused refused) {
            throw MlflowException.invalid("Invalid value for parameter 'url' supplied: " + refused.getMessage());
        }
    }

    private static boolean mayKeep(@Nullable String model, Actor actor) {
        try {
            requireKeeper(model, actor);
            return true;
        } catch (ProblemException outOfReach) {
            return false;
        }
    }

    private static void requireKeeper(@Nullable String model, Actor actor) {
        if (model != null) {
            actor.requireOnModel(model, KEEPERS);
        } else if (ADMINS.stream().noneMatch(actor::has)) {
            throw ProblemException.forbidden("A webhook about the whole registry is an administrator's");
        }
    }

    private static AuditEvent event(String action, Webhook webhook) {
        return AuditEvent.of(action, new Subject("webhook", webhook.id().toString()))
                .fact("api", webhook.api().name())
                .fact("model", webhook.model())
                .fact("events", webhook.events())
                .fact("status", webhook.status().name())
                .disclose("url", webhook.url())
                .build();
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
