package io.countersign.approvals.control;

import io.countersign.approvals.entity.Absence;
import io.countersign.approvals.entity.SeenPerson;
import io.countersign.audit.AuditEvent;
import io.countersign.audit.AuditLog;
import io.countersign.audit.Subject;
import io.countersign.platform.actor.Actor;
import io.countersign.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Persons who have been here: where they want notices, when they are away, and who stands in. Never a source of rights. */
@ApplicationScoped
@Transactional
public class People {
    private static final Duration SEEN_AGAIN = Duration.ofHours(1);

    @PersistenceContext(unitName = "approvals")
    EntityManager entities;

    @Inject
    AuditLog audit;

    @Inject
    Times times;

    /** Remembers a person with the roles of their token, at most once an hour. */
    void seen(Actor actor) {
        if (!actor.isPerson()) {
            return;
        }
        SeenPerson known = entities.find(SeenPerson.class, actor.subject());
        if (known == null) {
            entities.createNativeQuery(
                            "insert into approvals.person (subject, name, roles, seen_at) values (:subject, :name, '',"
                                    + " :at) on conflict (subject) do nothing")
                    .setParameter("subject", actor.subject())
                    .setParameter("name", actor.displayName())
                    .setParameter("at", times.now())
                    .executeUpdate();
            known = entities.find(SeenPerson.class, actor.subject());
            known.seen(actor, times.now());
        } else if (known.leftAt().isPresent()
                || known.seenAt().plus(SEEN_AGAIN).isBefore(times.now())
                || !known.name().equals(actor.displayName())) {
            known.seen(actor, times.now());
        }
    }

    /** The person has left: no task is given to them any more, by name or in somebody's stead. On record where it was said. */
    void left(String subject) {
        Optional.ofNullable(entities.find(SeenPerson.class, subject)).ifPresent(person -> person.left(times.now()));
    }

    /** Where the person wants notices now. */
    public Optional<String> noticesOf(String subject) {
        return Optional.ofNullable(entities.find(SeenPerson.class, subject)).flatMap(SeenPerson::email);
    }

    /** Where the person wants notices; null for nowhere. */
    public void notifyAt(@Nullable String address, Actor actor) {
        seen(actor);
        entities.find(SeenPerson.class, actor.subject()).notifyAt(address);
        audit.append(
                actor,
                AuditEvent.of("person.notice-address-set", new Subject("person", actor.subject()))
                        .disclose("address", address)
                        .build());
    }

    /**
     * A person who can be given a task.
     *
     * @throws ProblemException (invalid) when nobody of that subject has been here, or they have left
     */
    public SeenPerson known(String subject) {
        SeenPerson person = entities.find(SeenPerson.class, subject);
        if (person == null || person.leftAt().isPresent()) {
            throw ProblemException.invalid("There is nobody here with the subject " + subject);
        }
        return person;
    }

    /**
     * The person is away on these days, and another one stands in: tasks that would be theirs by name go there. No chains.
     *
     * @throws ProblemException (invalid) for days in the wrong order or a deputy who stands in for nobody, (conflict) when the
     *     deputy is away at the same time
     */
    public Absence away(LocalDate from, LocalDate until, String deputy, Actor actor) {
        if (!actor.isPerson() || until.isBefore(from) || deputy.equals(actor.subject())) {
            throw ProblemException.invalid("An absence has days in order and names another person who stands in");
        }
        SeenPerson known = known(deputy);
        boolean awayToo = absences(deputy).stream()
                .anyMatch(other ->
                        !other.lastDay().isBefore(from) && !other.firstDay().isAfter(until));
        if (awayToo) {
            throw ProblemException.conflict(known.name() + " is away then too; name somebody who is there");
        }
        Absence absence =
                entities.merge(new Absence(new Absence.Key(actor.subject(), from), until, deputy, known.name()));
        audit.append(
                actor,
                AuditEvent.of("person.away", new Subject("person", actor.subject()))
                        .fact("from", from.toString())
                        .fact("until", until.toString())
                        .fact("deputy", deputy)
                        .build());
        return absence;
    }

    /** The person is there again, or changed plans. */
    public void back(LocalDate from, Actor actor) {
        Absence absence = entities.find(Absence.class, new Absence.Key(actor.subject(), from));
        if (absence == null) {
            throw ProblemException.notFound("No absence of yours begins on " + from);
        }
        entities.remove(absence);
        audit.append(
                actor,
                AuditEvent.of("person.back", new Subject("person", actor.subject()))
                        .fact("from", from.toString())
                        .build());
    }

    public List<Absence> absences(String subject) {
        return entities.createQuery(
                        "select a from Absence a where a.subject = :subject order by a.firstDay", Absence.class)
                .setParameter("subject", subject)
                .getResultList();
    }
}
