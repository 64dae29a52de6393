package io.countersign.identity.grants;

import io.countersign.audit.AuditEvent;
import io.countersign.audit.AuditLog;
import io.countersign.audit.Subject;
import io.countersign.identity.scope.Scope;
import io.countersign.platform.actor.Actor;
import io.countersign.platform.actor.Role;
import io.countersign.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Narrows a role of somebody, or lets it cover everything again. Widening is a request of its own: emptying a list covers
 * nothing, so that no forgotten rule opens everything.
 */
@ApplicationScoped
public class ChangeGrants {

    @Inject
    Narrowings narrowings;

    @Inject
    GrantedReach reach;

    @Inject
    AuditLog audit;

    /**
     * From now on the role covers what the scope names, and nothing else.
     *
     * @throws ProblemException (forbidden) when the actor is no person or changes what they themselves may do; (invalid) when
     *     the scope narrows nothing
     */
    @Transactional
    public Narrowing narrow(Actor actor, String subject, Role role, Scope scope, String reason) {
        requireAnotherPerson(actor, subject);
        if (scope.isEverything()) {
            throw ProblemException.invalid("Name models or experiments; to let the role cover everything, lift it");
        }
        Optional<Narrowing> before = narrowings.of(subject, role);
        if (before.isPresent() && before.get().scope().equals(scope)) {
            return before.get();
        }
        narrowings.put(subject, role, scope, actor.subject());
        append(actor, "grant.narrowed", subject, role, before.orElse(null), scope, reason);
        return narrowings.of(subject, role).orElseThrow();
    }

    /**
     * From now on the role covers everything.
     *
     * @throws ProblemException (forbidden) as above; (not found) when the role is not narrowed
     */
    @Transactional
    public void lift(Actor actor, String subject, Role role, String reason) {
        requireAnotherPerson(actor, subject);
        Narrowing before = narrowings
                .of(subject, role)
                .orElseThrow(() -> ProblemException.notFound(
                        "The role " + role.wireName() + " of " + subject + " is not narrowed"));
        narrowings.remove(subject, role);
        append(actor, "grant.lifted", subject, role, before, null, reason);
    }

    private static void requireAnotherPerson(Actor actor, String subject) {
        if (!actor.isPerson()) {
            throw ProblemException.forbidden("Grants are changed by persons, not by keys or service accounts");
        }
        if (actor.subject().equals(subject)) {
            throw ProblemException.forbidden("Nobody changes their own grants; ask another administrator");
        }
    }

    private void append(
            Actor actor,
            String action,
            String subject,
            Role role,
            @Nullable Narrowing before,
            @Nullable Scope after,
            String reason) {
        reach.forget();
        audit.append(
                actor,
                AuditEvent.of(action, new Subject("grant", subject + "/" + role.wireName()))
                        .fact("subject", subject)
                        .fact("role", role.wireName())
                        .fact(
                                "before",
                                before == null ? "everything" : before.scope().facts())
                        .fact("after", after == null ? "everything" : after.facts())
                        .disclose("reason", reason)
                        .build());
    }
}
