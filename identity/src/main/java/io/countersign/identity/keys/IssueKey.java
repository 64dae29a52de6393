package io.countersign.identity.keys;

import io.countersign.audit.AuditEvent;
import io.countersign.audit.AuditLog;
import io.countersign.audit.Subject;
import io.countersign.identity.people.People;
import io.countersign.identity.people.Person;
import io.countersign.platform.actor.Actor;
import io.countersign.platform.actor.Role;
import io.countersign.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Makes a key. Its secret is in the answer and nowhere else. */
@ApplicationScoped
public class IssueKey {
    private static final int MOST_ACTIVE = 100;
    private static final Set<Role> FOR_MACHINES = Set.of(Role.ENGINEER, Role.DEPLOYER, Role.AUDITOR);

    @Inject
    StoredKeys keys;

    @Inject
    People people;

    @Inject
    KeyLifetime lifetime;

    @Inject
    AuditLog audit;

    /**
     * A key and its secret.
     *
     * @param key what is stored
     * @param secret to be shown once
     */
    public record Issued(ApiKey key, KeySecret secret) {}

    /**
     * @throws ProblemException (forbidden) when the actor is no person, asks for a role that they do not hold, or for a key
     *     of a machine without being an administrator; (invalid) for an accountable person who is not known or has left, or
     *     a role that keys do not carry; (conflict) when the accountable person has too many keys
     */
    @Transactional
    public Issued issue(Actor actor, KeyOrder order) {
        requirePerson(actor);
        Set<Role> roles = order.givenRoles();
        people.seen(actor);
        Person accountable = order.kind() == KeyKind.SERVICE ? answering(actor, order, roles) : owner(actor, roles);
        Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        if (keys.active(accountable.subject(), now).size() >= MOST_ACTIVE) {
            throw ProblemException.conflict(
                    "There are " + MOST_ACTIVE + " keys already for which this person answers; revoke some");
        }
        KeySecret secret = KeySecret.random();
        ApiKey key = new ApiKey(
                KeyId.next(),
                order.kind(),
                order.name(),
                secret.hint(),
                accountable.subject(),
                accountable.name(),
                roles.stream().sorted().toList(),
                order.scope(),
                now,
                actor.subject(),
                now.plus(lifetime.of(order.expiresInDays())),
                null,
                null,
                null);
        keys.add(key, secret.sha256());
        audit.append(actor, issued(key));
        return new Issued(key, secret);
    }

    /** A key that could make keys would outlive its own revocation. */
    static void requirePerson(Actor actor) {
        if (!actor.isPerson()) {
            throw ProblemException.forbidden("Keys are made and revoked by persons, not by keys or service accounts");
        }
    }

    private Person owner(Actor actor, Set<Role> roles) {
        requireHeld(actor, roles);
        return people.get(actor.subject());
    }

    private static void requireHeld(Actor actor, Set<Role> roles) {
        Set<String> missing = roles.stream()
                .filter(role -> !actor.has(role))
                .map(Role::wireName)
                .collect(Collectors.toCollection(TreeSet::new));
        if (!missing.isEmpty()) {
            throw ProblemException.forbidden("You do not hold the roles " + missing + ", so a key of yours cannot");
        }
    }

    private Person answering(Actor actor, KeyOrder order, Set<Role> roles) {
        if (!actor.has(Role.ADMIN)) {
            throw ProblemException.forbidden("Keys of machines are made by an administrator");
        }
        if (!FOR_MACHINES.containsAll(roles)) {
            throw ProblemException.invalid("A key of a machine carries engineer, deployer or auditor");
        }
        if (actor.subject().equals(order.accountable())) {
            requireHeld(actor, roles);
        }
        return people.find(String.valueOf(order.accountable()))
                .filter(person -> person.isHere() && person.kind().equals("person"))
                .orElseThrow(() -> ProblemException.invalid(
                        "The accountable person has not signed in here yet, has left, or is no person"));
    }

    private static AuditEvent issued(ApiKey key) {
        return AuditEvent.of("api-key.issued", new Subject("api-key", key.id().toString()))
                .fact("keyKind", key.kind().wireName())
                .fact("accountable", key.accountable())
                .fact("roles", key.roles().stream().map(Role::wireName).toList())
                .fact("scope", key.scope().facts())
                .fact("expiresAt", key.expiresAt().toString())
                .disclose("name", key.name())
                .build();
    }
}
