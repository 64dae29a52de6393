package io.countersign.platform.actor;

import io.countersign.platform.problem.ProblemException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How far the roles of an actor reach: a role is held on everything, or only on what the actor's grants name. Immutable,
 * resolved with the actor at the boundary, so that a use case asks it without a query.
 *
 * <p>A role that is absent from {@code limits} is not narrowed. A role that is present reaches what one of its limits
 * covers; an empty list reaches nothing.
 *
 * @param limits for each narrowed role, what it reaches
 */
public record Reach(Map<Role, List<Limit>> limits) {
    private static final Reach EVERYTHING = new Reach(Map.of());

    /** What a limit speaks of. */
    public enum Kind {
        /** A registered model, by its name. */
        MODEL,
        /** An experiment, by its name. */
        EXPERIMENT
    }

    /**
     * One thing, or all whose names begin alike.
     *
     * @param kind model or experiment
     * @param name the name, or with {@code prefix} the beginning of the names; an empty prefix is all of that kind
     * @param prefix whether {@code name} is a beginning
     */
    public record Limit(Kind kind, String name, boolean prefix) {
        boolean covers(Kind askedKind, String askedName) {
            return kind == askedKind && (prefix ? askedName.startsWith(name) : askedName.equals(name));
        }
    }

    public Reach {
        limits = Map.copyOf(limits);
    }

    /** No role is narrowed. */
    public static Reach everything() {
        return EVERYTHING;
    }

    /** Whether that role, if held, reaches the thing of that name. */
    public boolean covers(Role role, Kind kind, String name) {
        List<Limit> narrowed = limits.get(role);
        return narrowed == null || narrowed.stream().anyMatch(limit -> limit.covers(kind, name));
    }

    /** Whether any role is narrowed at all; searches add no condition when none is. */
    public boolean isEverything() {
        return limits.isEmpty();
    }

    /**
     * Refuses when none of the given roles that the actor holds reaches the thing.
     *
     * @throws ProblemException (forbidden) naming the kind and name asked for
     */
    static void require(Actor actor, Set<Role> oneOf, Kind kind, String name) {
        boolean reached = actor.kind() == Actor.Kind.SYSTEM
                || oneOf.stream().filter(actor::has).anyMatch(role -> actor.reach()
                        .covers(role, kind, name));
        if (!reached) {
            throw ProblemException.forbidden(
                    "Your roles do not reach the " + (kind == Kind.MODEL ? "registered model " : "experiment ") + name);
        }
    }
}
