package io.countersign.approvals.control;

import io.countersign.approvals.entity.Absence;
import io.countersign.approvals.entity.SeenPerson;
import io.countersign.approvals.entity.Task;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.LocalDate;
import java.util.Optional;

/** Who stands in for whom today. One step only: a deputy's own deputy is not asked, so there are no loops. */
@ApplicationScoped
public class Deputies {

    @PersistenceContext(unitName = "approvals")
    EntityManager entities;

    @Inject
    Times times;

    @Inject
    BusinessDays days;

    /** Gives the task to a person, or to who stands in for them today; leaves it to the group when that person has left. */
    void give(Task task, ProcessSteps.Holder holder) {
        if (left(holder.subject())) {
            return;
        }
        deputyOf(holder.subject())
                .filter(absence -> !left(absence.deputy()))
                .ifPresentOrElse(
                        absence -> task.delegate(holder.subject(), absence.deputy(), absence.deputyName()),
                        () -> task.claim(holder.subject(), holder.name()));
    }

    private boolean left(String subject) {
        SeenPerson person = entities.find(SeenPerson.class, subject);
        return person != null && person.leftAt().isPresent();
    }

    /** The absence of a person today. */
    Optional<Absence> deputyOf(String subject) {
        LocalDate today = days.day(times.now());
        return entities
                .createQuery(
                        "select a from Absence a where a.subject = :subject and a.firstDay <= :today and a.lastDay >="
                                + " :today",
                        Absence.class)
                .setParameter("subject", subject)
                .setParameter("today", today)
                .getResultList()
                .stream()
                .findFirst();
    }
}
