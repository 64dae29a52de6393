package io.countersign.tracking.retention;

import io.countersign.platform.actor.Actor;
import io.countersign.platform.actor.Role;
import io.countersign.platform.problem.ProblemException;
import java.util.Set;

/** Who ordered something: subject and printed name, from the token. */
record Person(String subject, String name) {
    private static final int MAX_REASON = 2_000;

    /** @throws ProblemException (forbidden) for anybody but an administrator */
    static void requireAdministrator(Actor actor) {
        if (!actor.has(Role.ADMIN)) {
            throw ProblemException.forbidden("Only an administrator decides what is destroyed and what is kept");
        }
    }

    /** @throws ProblemException (forbidden) for anybody but an administrator or auditor */
    static void requireReader(Actor actor) {
        if (Set.of(Role.ADMIN, Role.AUDITOR).stream().noneMatch(actor::has)) {
            throw ProblemException.forbidden("Only administrators and auditors see what is destroyed and what is kept");
        }
    }

    /** @throws ProblemException (invalid) for a reason that says nothing, or too much */
    static String reason(String text) {
        if (text.isBlank() || text.codePointCount(0, text.length()) > MAX_REASON || text.indexOf('\0') >= 0) {
            throw ProblemException.invalid("A reason has 1 to " + MAX_REASON + " characters");
        }
        return text;
    }
}
