package io.countersign.platform.actor;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who does something: immutable, resolved once at the boundary, passed explicitly to every use case.
 *
 * @param kind person, service account, API key or the server itself
 * @param subject stable identifier in the identity provider; {@code system:<name>} for the server's own jobs
 * @param displayName printed name; stands beside ledger entries, never inside the hashed bytes
 * @param roles roles of ours that the token carries
 * @param client program that acts ({@code azp} of the token), or the job's name
 * @param clientAddress network address of the client, null for jobs
 * @param requestId correlation id of the request or of the job's execution
 * @param authentication how and when they were authenticated
 * @param accountable subject of the person who answers for a key or service account; null for persons and jobs
 * @param reach what the roles cover: everything, or what grants and the scope of a key name
 */
public record Actor(
        Kind kind,
        String subject,
        String displayName,
        Set<Role> roles,
        String client,
        @Nullable String clientAddress,
        String requestId,
        Authentication authentication,
        @Nullable String accountable,
        Reach reach) {

    /** What kind of actor. Only a {@link #PERSON} may sign. */
    public enum Kind {
        PERSON,
        SERVICE_ACCOUNT,
        API_KEY,
        SYSTEM
    }

    public Actor {
        if (subject.isBlank() || requestId.isBlank()) {
            throw new IllegalArgumentException("an actor has a subject and a request id");
        }
        roles = Set.copyOf(roles);
    }

    /** The server itself, doing the named job. */
    public static Actor system(String job, String executionId) {
        return new Actor(
                Kind.SYSTEM,
                "system:" + job,
                job,
                Set.of(),
                job,
                null,
                executionId,
                new Authentication(Authentication.Method.SYSTEM, null, null),
                null,
                Reach.everything());
    }

    /** The person who counts for segregation of duties: the accountable one of a key or service account, else the actor. */
    public String responsibleSubject() {
        return accountable == null ? subject : accountable;
    }

    public boolean isPerson() {
        return kind == Kind.PERSON;
    }

    public boolean has(Role role) {
        return roles.contains(role);
    }

    /**
     * Refuses unless one of the given roles is held and reaches the registered model of that name. The server's own jobs
     * reach everything.
     *
     * @throws io.countersign.platform.problem.ProblemException (forbidden)
     */
    public void requireOnModel(String model, Set<Role> oneOf) {
        Reach.require(this, oneOf, Reach.Kind.MODEL, model);
    }

    /** The same for an experiment, by its name. */
    public void requireOnExperiment(String experiment, Set<Role> oneOf) {
        Reach.require(this, oneOf, Reach.Kind.EXPERIMENT, experiment);
    }
}
