package io.countersign.identity.keys;

import io.countersign.audit.AuditEvent;
import io.countersign.audit.AuditLog;
import io.countersign.audit.EntryId;
import io.countersign.audit.Subject;
import io.countersign.platform.actor.Actor;
import io.countersign.platform.actor.Role;
import io.countersign.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Ends keys before their time. */
@ApplicationScoped
public class RevokeKeys {

    @Inject
    StoredKeys keys;

    @Inject
    KeyLookup lookup;

    @Inject
    AuditLog audit;

    /**
     * Revokes one key; no node accepts it a second later. Once more does nothing.
     *
     * @throws ProblemException (not found); (forbidden) when the actor is no person, or neither answers for the key nor is
     *     an administrator
     */
    @Transactional
    public ApiKey revoke(Actor actor, KeyId id, @Nullable String reason) {
        IssueKey.requirePerson(actor);
        ApiKey key = keys.get(id);
        if (!key.accountable().equals(actor.subject()) && !actor.has(Role.ADMIN)) {
            throw ProblemException.forbidden("This key is somebody else's");
        }
        end(actor, key, reason, null);
        return keys.get(id);
    }

    /** Revokes all keys for which that person answers, because of the entry that says that they left. */
    @Transactional(Transactional.TxType.MANDATORY)
    public int revokeAllOf(String accountable, Actor actor, EntryId cause) {
        int revoked = 0;
        for (ApiKey key : keys.active(accountable, Instant.now())) {
            revoked += end(actor, key, null, cause) ? 1 : 0;
        }
        return revoked;
    }

    private boolean end(Actor actor, ApiKey key, @Nullable String reason, @Nullable EntryId cause) {
        if (!keys.revoke(key.id(), actor.subject(), Instant.now())) {
            return false;
        }
        lookup.forget();
        AuditEvent.Builder event = AuditEvent.of(
                        "api-key.revoked", new Subject("api-key", key.id().toString()))
                .fact("accountable", key.accountable())
                .disclose("name", key.name())
                .disclose("reason", reason);
        audit.append(
                actor, cause == null ? event.build() : event.causedBy(cause).build());
        return true;
    }
}
