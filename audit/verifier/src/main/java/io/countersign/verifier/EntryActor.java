package io.countersign.verifier;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who acted, as far as it is hashed: pseudonymous.
 *
 * @param kind {@code person}, {@code service-account}, {@code api-key} or {@code system}
 * @param subject pseudonymous subject of the identity provider, or {@code system:<job>}
 * @param client program that acted
 * @param method how they were authenticated: {@code oidc-session}, {@code bearer}, {@code api-key} or {@code system}
 * @param acr authentication context class, null when unknown
 * @param authTime when the person last gave their credentials, null when unknown
 * @param accountable subject of the person who answers for a key or service account, null otherwise
 */
public record EntryActor(
        String kind,
        String subject,
        String client,
        String method,
        @Nullable String acr,
        @Nullable Instant authTime,
        @Nullable String accountable) {

    Map<String, Object> members() {
        Map<String, Object> auth = new LinkedHashMap<>();
        auth.put("method", method);
        if (acr != null) {
            auth.put("acr", acr);
        }
        if (authTime != null) {
            auth.put("authTime", EntryContent.rfc3339(authTime));
        }
        Map<String, Object> actor = new LinkedHashMap<>();
        actor.put("kind", kind);
        actor.put("subject", subject);
        actor.put("client", client);
        actor.put("auth", auth);
        if (accountable != null) {
            actor.put("accountable", accountable);
        }
        return actor;
    }
}
