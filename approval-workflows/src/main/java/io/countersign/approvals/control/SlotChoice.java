package io.countersign.approvals.control;

import io.countersign.approvals.engine.SignOffSlot;
import io.countersign.platform.actor.Actor;
import io.countersign.platform.actor.Role;
import io.countersign.platform.problem.ProblemException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Finds the open place that a person means by their sign-off. */
final class SlotChoice {
    private SlotChoice() {}

    /**
     * @throws ProblemException (forbidden) when the actor holds no role that is waited for, (invalid) when the meaning does not
     *     fit or several of their roles would
     */
    static SignOffSlot choose(List<SignOffSlot> open, SignOffIntent intent, Actor actor) {
        Set<String> roles = roles(intent, actor);
        List<SignOffSlot> theirs =
                open.stream().filter(slot -> roles.contains(slot.role())).toList();
        if (theirs.isEmpty()) {
            throw ProblemException.forbidden(
                    "This request waits for " + names(open) + "; you sign as " + new TreeSet<>(roles));
        }
        List<SignOffSlot> fitting = theirs.stream()
                .filter(slot -> intent.rejects() || slot.meaning().equals(intent.meaning()))
                .toList();
        if (fitting.isEmpty()) {
            throw ProblemException.invalid("Say "
                    + theirs.stream().map(SignOffSlot::meaning).distinct().toList() + " or rejected here, not "
                    + intent.meaning());
        }
        if (fitting.stream().map(SignOffSlot::role).distinct().count() > 1) {
            throw ProblemException.invalid("Say in which role you sign: " + names(fitting));
        }
        return fitting.get(0);
    }

    private static Set<String> roles(SignOffIntent intent, Actor actor) {
        Set<String> held = actor.roles().stream().map(Role::wireName).collect(Collectors.toSet());
        String asked = intent.role();
        if (asked == null || asked.isEmpty()) {
            return held;
        }
        if (!held.contains(asked)) {
            throw ProblemException.forbidden("You do not hold the role " + asked);
        }
        return Set.of(asked);
    }

    private static Set<String> names(List<SignOffSlot> slots) {
        return slots.stream().map(SignOffSlot::role).collect(Collectors.toCollection(TreeSet::new));
    }
}
