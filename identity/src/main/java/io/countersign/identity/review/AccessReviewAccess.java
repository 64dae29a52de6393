package io.countersign.identity.review;

import io.countersign.audit.SubjectAccess;
import io.countersign.platform.actor.Actor;
import io.countersign.platform.actor.Role;
import io.countersign.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;

/** Reports about who can do what are for those who may read the access review itself. */
@ApplicationScoped
public class AccessReviewAccess implements SubjectAccess {

    @Override
    public String kind() {
        return AccessEvidence.SUBJECT;
    }

    @Override
    public void requireRead(Actor actor, String id) {
        if (!actor.has(Role.AUDITOR) && !actor.has(Role.ADMIN)) {
            throw ProblemException.forbidden("The access review is read by auditors and administrators");
        }
    }
}
