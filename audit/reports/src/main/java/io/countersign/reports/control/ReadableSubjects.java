package io.countersign.reports.control;

import io.countersign.audit.Subject;
import io.countersign.audit.SubjectAccess;
import io.countersign.platform.actor.Actor;
import io.countersign.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;

/** A report is read by who may read what it is about: the module that the subject belongs to says who that is. */
@ApplicationScoped
public class ReadableSubjects {

    @Inject
    @Any
    Instance<SubjectAccess> access;

    /** @throws ProblemException (forbidden), also when no module speaks for the kind; (not found) */
    public void require(Actor actor, Subject subject) {
        access.stream()
                .filter(module -> module.kind().equals(subject.kind()))
                .findFirst()
                .orElseThrow(() -> ProblemException.forbidden("Nobody reads reports about a " + subject.kind()))
                .requireRead(actor, subject.id());
    }

    /** The same as an answer: what must not be read is left out of lists. */
    public boolean mayRead(Actor actor, Subject subject) {
        try {
            require(actor, subject);
            return true;
        } catch (ProblemException refused) {
            return false;
        }
    }
}
