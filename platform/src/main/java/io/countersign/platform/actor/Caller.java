package io.countersign.platform.actor;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the authentication mechanism of a shell learnt about the caller of a request. The shells put it into the servlet
 * request attribute {@link #ATTRIBUTE}; the boundary makes an {@link Actor} of it.
 *
 * @param kind person, service account or API key
 * @param subject stable identifier in the identity provider ({@code sub}), never empty
 * @param displayName printed name of the person or account
 * @param roles names of the roles in the token, ours and others'
 * @param client authorised party of the token ({@code azp}): which program acts
 * @param authentication how and when they were authenticated
 * @param accountable subject of the person who answers for an API key or service account; null for a person
 * @param reach what the roles cover; grants and the scope of a key narrow it
 */
public record Caller(
        Actor.Kind kind,
        String subject,
        String displayName,
        Set<String> roles,
        String client,
        Authentication authentication,
        @Nullable String accountable,
        Reach reach) {

    /** Name of the servlet request attribute that carries the caller. */
    public static final String ATTRIBUTE = "io.countersign.caller";

    public Caller {
        if (subject.isBlank()) {
            throw new IllegalArgumentException("a caller has a subject");
        }
        roles = Set.copyOf(roles);
    }
}
