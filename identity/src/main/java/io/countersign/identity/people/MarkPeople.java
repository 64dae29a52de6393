package io.countersign.identity.people;

import io.countersign.audit.AuditEvent;
import io.countersign.audit.AuditLog;
import io.countersign.audit.EntryId;
import io.countersign.audit.Subject;
import io.countersign.identity.grants.GrantedReach;
import io.countersign.identity.keys.RevokeKeys;
import io.countersign.platform.actor.Actor;
import io.countersign.platform.actor.PersonLeft;
import io.countersign.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;

/** Says that somebody left, or that they are back. */
@ApplicationScoped
public class MarkPeople {

    @Inject
    People people;

    @Inject
    RevokeKeys revokeKeys;

    @Inject
    GrantedReach reach;

    @Inject
    Event<PersonLeft> left;

    @Inject
    AuditLog audit;

    /**
     * From now on their tokens are refused; the keys for which they answer are revoked, and observers of {@link PersonLeft}
     * hand back what they held. Their narrowed roles stay narrowed, lest they be wider when they return. Once more does
     * nothing.
     *
     * @throws ProblemException (not found) when they were never seen; (forbidden) when the actor is no person, or is them
     */
    @Transactional
    public Person left(Actor actor, String subject, String reason) {
        requireAnotherPerson(actor, subject);
        people.get(subject);
        if (people.markLeft(subject, actor)) {
            reach.forget();
            EntryId entry = append(actor, "person.left", subject, reason);
            revokeKeys.revokeAllOf(subject, actor, entry);
            left.fire(new PersonLeft(subject, actor));
        }
        return people.get(subject);
    }

    /**
     * From now on their tokens are taken again. Revoked keys stay revoked.
     *
     * @throws ProblemException as {@link #left}
     */
    @Transactional
    public Person returned(Actor actor, String subject, String reason) {
        requireAnotherPerson(actor, subject);
        people.get(subject);
        if (people.markReturned(subject)) {
            reach.forget();
            append(actor, "person.returned", subject, reason);
        }
        return people.get(subject);
    }

    private static void requireAnotherPerson(Actor actor, String subject) {
        if (!actor.isPerson() || actor.subject().equals(subject)) {
            throw ProblemException.forbidden("Another person, an administrator, says who left and who is back");
        }
    }

    private EntryId append(Actor actor, String action, String subject, String reason) {
        return audit.append(
                actor,
                AuditEvent.of(action, new Subject("person", subject))
                        .disclose("reason", reason)
                        .build());
    }
}
