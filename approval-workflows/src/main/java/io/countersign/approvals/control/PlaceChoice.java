package io.countersign.approvals.control;

import io.countersign.approvals.entity.Task;
import io.countersign.platform.actor.Actor;
import io.countersign.platform.actor.Role;
import io.countersign.platform.problem.ProblemException;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Finds the open place that a person means by their sign-off. */
final class PlaceChoice {
    private PlaceChoice() {}

    /**
     * The place: one that the actor holds before one that nobody does.
     *
     * @throws ProblemException (forbidden) when the actor holds no role that is waited for, (invalid) when the meaning does not
     *     fit or several of their roles would, (conflict) when others hold all places that fit
     */
    static Task choose(List<Task> open, SignOffIntent intent, Actor actor) {
        Set<String> roles = roles(intent, actor);
        List<Task> theirs =
                open.stream().filter(place -> roles.contains(place.role())).toList();
        if (theirs.isEmpty()) {
            throw ProblemException.forbidden(
                    "This request waits for " + names(open) + "; you sign as " + new TreeSet<>(roles));
        }
        List<Task> fitting = theirs.stream()
                .filter(place -> intent.rejects() || place.meaning().equals(intent.meaning()))
                .toList();
        if (fitting.isEmpty()) {
            throw ProblemException.invalid("Say "
                    + theirs.stream().map(Task::meaning).distinct().toList() + " or rejected here, not "
                    + intent.meaning());
        }
        if (fitting.stream().map(Task::role).distinct().count() > 1) {
            throw ProblemException.invalid("Say in which role you sign: " + names(fitting));
        }
        return fitting.stream()
                .filter(place -> !place.heldByOther(actor.subject()))
                .min(Comparator.comparing(place -> place.assignee().isEmpty()))
                .orElseThrow(() -> new ProblemException(
                        Refusals.HELD_BY_OTHER,
                        "Claimed by "
                                + fitting.stream()
                                        .flatMap(place -> place.assigneeName().stream())
                                        .distinct()
                                        .toList()
                                + "; they can release it"));
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

    private static Set<String> names(List<Task> places) {
        return places.stream().map(Task::role).collect(Collectors.toCollection(TreeSet::new));
    }
}
