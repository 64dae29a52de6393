package io.countersign.registry.control;

import io.countersign.platform.actor.Actor;
import io.countersign.platform.actor.Reach;
import io.countersign.platform.actor.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Which models an actor may see, as a condition on {@code registry.registered_model m}: all, or those that the grants of one
 * of their roles reach.
 *
 * @param sql empty, or a condition that begins with AND
 * @param arguments what the condition is bound to
 */
public record VisibleModels(String sql, List<Object> arguments) {
    public VisibleModels {
        arguments = List.copyOf(arguments);
    }

    /** Any role reads. */
    public static final Set<Role> READERS = Set.of(Role.values());

    /** Who changes models and versions. */
    public static final Set<Role> WRITERS = Set.of(Role.ENGINEER, Role.MODEL_OWNER);

    private static final VisibleModels ALL = new VisibleModels("", List.of());

    public static VisibleModels to(Actor actor) {
        Reach reach = actor.reach();
        if (reach.isEverything()
                || actor.kind() == Actor.Kind.SYSTEM
                || actor.roles().stream().anyMatch(role -> !reach.limits().containsKey(role))) {
            return ALL;
        }
        List<String> names = new ArrayList<>();
        List<String> prefixes = new ArrayList<>();
        actor.roles().stream()
                .flatMap(role -> reach.limits().getOrDefault(role, List.of()).stream())
                .filter(limit -> limit.kind() == Reach.Kind.MODEL)
                .forEach(limit -> (limit.prefix() ? prefixes : names).add(limit.name()));
        return new VisibleModels(
                " AND (m.name = ANY (?) OR EXISTS (SELECT 1 FROM unnest(?) AS p WHERE starts_with(m.name, p)))",
                List.of(names.toArray(String[]::new), prefixes.toArray(String[]::new)));
    }

    /** Refuses unless one of the actor's roles reaches the model. @throws io.countersign.platform.problem.ProblemException (forbidden) */
    public static void requireRead(Actor actor, String model) {
        actor.requireOnModel(model, READERS);
    }

    /** The same for who changes it. @throws io.countersign.platform.problem.ProblemException (forbidden) */
    public static void requireWrite(Actor actor, String model) {
        actor.requireOnModel(model, WRITERS);
    }
}
