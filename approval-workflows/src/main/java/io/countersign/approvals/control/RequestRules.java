package io.countersign.approvals.control;

import io.countersign.approvals.entity.RequestKind;
import io.countersign.platform.actor.Actor;
import io.countersign.platform.actor.Role;
import io.countersign.platform.problem.ProblemException;
import java.util.Set;

/** Who may ask for a promotion, and who may sign at all. */
final class RequestRules {
    private RequestRules() {}

    /** @throws ProblemException (forbidden) saying why not */
    static void requireMayAsk(Actor actor, Asking asked) {
        requireMayAsk(actor);
        actor.requireOnModel(asked.intent().version().model(), Set.of(Role.ENGINEER, Role.MODEL_OWNER));
        if (asked.kind() == RequestKind.EMERGENCY) {
            requirePerson(actor);
        }
    }

    /** @throws ProblemException (forbidden) saying why not */
    static void requireMayAsk(Actor actor) {
        if (!actor.has(Role.ENGINEER) && !actor.has(Role.MODEL_OWNER)) {
            throw ProblemException.forbidden("Asking for a promotion needs the role engineer or model-owner");
        }
        if (actor.kind() == Actor.Kind.SYSTEM || (!actor.isPerson() && actor.accountable() == null)) {
            throw ProblemException.forbidden(
                    "A key or service account can ask for a promotion only when a person is accountable for it");
        }
    }

    /** @throws ProblemException (forbidden) for anybody but a person */
    static void requirePerson(Actor actor) {
        if (!actor.isPerson()) {
            throw ProblemException.forbidden("Keys and service accounts never sign; sign in as yourself");
        }
    }
}
