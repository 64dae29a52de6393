package io.countersign.approvals.control;

import io.countersign.audit.SubjectAccess;
import io.countersign.platform.actor.Actor;
import io.countersign.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.UUID;

/** What is told of a request is read by who reaches its model. */
@ApplicationScoped
public class PromotionAccess implements SubjectAccess {

    @Inject
    PromotionFiles files;

    @Override
    public String kind() {
        return "promotion";
    }

    @Override
    public void requireRead(Actor actor, String id) {
        files.get(idIn(id), actor);
    }

    private static UUID idIn(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException notAnId) {
            throw ProblemException.notFound("There is no request " + text);
        }
    }
}
