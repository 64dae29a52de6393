package io.countersign.tracking.control;

import io.countersign.platform.actor.Actor;
import io.countersign.platform.actor.Reach;
import io.countersign.platform.actor.Role;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Whose roles reach which experiments, and with them their runs and models: object-level access of run tracking. */
public final class ExperimentAccess {
    /** Whoever logs. The boundary asks for one of the same roles. */
    private static final Set<Role> WRITERS = EnumSet.of(Role.ENGINEER, Role.VALIDATOR, Role.MODEL_OWNER, Role.ADMIN);

    private static final Set<Role> READERS = EnumSet.allOf(Role.class);

    private ExperimentAccess() {}

    /** @throws io.countersign.platform.problem.ProblemException (forbidden) */
    public static void requireRead(Actor actor, String experiment) {
        actor.requireOnExperiment(experiment, READERS);
    }

    /** @throws io.countersign.platform.problem.ProblemException (forbidden) */
    public static void requireWrite(Actor actor, String experiment) {
        actor.requireOnExperiment(experiment, WRITERS);
    }

    /** Whether the actor may read experiments of that name: what searches show. */
    public static Predicate<String> readable(Actor actor) {
        return name -> actor.kind() == Actor.Kind.SYSTEM
                || actor.roles().stream().anyMatch(role -> actor.reach().covers(role, Reach.Kind.EXPERIMENT, name));
    }

    /** Whether there is no experiment that the actor may not read. */
    static boolean readsAll(Actor actor) {
        return actor.kind() == Actor.Kind.SYSTEM
                || actor.roles().stream()
                        .anyMatch(role -> !actor.reach().limits().containsKey(role));
    }

    /** Whether there is no experiment that the actor may not write to. */
    static boolean writesAll(Actor actor) {
        return actor.kind() == Actor.Kind.SYSTEM
                || WRITERS.stream()
                        .anyMatch(role ->
                                actor.has(role) && !actor.reach().limits().containsKey(role));
    }

    /** The same as a condition on a column that holds the name; TRUE when all can be read. */
    public static SqlText readable(Actor actor, String column) {
        if (readsAll(actor)) {
            return new SqlText().add("TRUE");
        }
        List<String> names = new ArrayList<>();
        List<String> prefixes = new ArrayList<>();
        actor.roles().stream()
                .flatMap(role -> actor.reach().limits().getOrDefault(role, List.of()).stream())
                .filter(limit -> limit.kind() == Reach.Kind.EXPERIMENT)
                .forEach(limit -> (limit.prefix() ? prefixes : names).add(limit.name()));
        return new SqlText()
                .add("(" + column + " = ANY (?)", (Object) names.toArray(String[]::new))
                .add(
                        " OR EXISTS (SELECT FROM unnest(?::text[]) AS prefix WHERE starts_with(" + column
                                + ", prefix)))",
                        (Object) prefixes.toArray(String[]::new));
    }
}
