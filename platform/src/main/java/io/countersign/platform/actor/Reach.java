package io.countersign.platform.actor;

import io.countersign.platform.problem.ProblemException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

        /** The narrower of two that overlap: names begin alike, so one lies within the other or they are apart. */
        private Optional<Limit> and(Limit other) {
            if (other.prefix && other.covers(kind, name)) {
                return Optional.of(this);
            }
            return covers(other.kind, other.name) ? Optional.of(other) : Optional.empty();
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

    /** What both reach: a role is narrowed when either narrows it, and reaches what both cover. */
    public Reach and(Reach other) {
        Map<Role, List<Limit>> both = new EnumMap<>(Role.class);
        both.putAll(limits);
        other.limits.forEach((role, theirs) -> both.merge(role, theirs, Reach::common));
        return new Reach(both);
    }

    private static List<Limit> common(List<Limit> these, List<Limit> those) {
        return these.stream()
                .flatMap(one -> those.stream().map(two -> one.and(two)).flatMap(Optional::stream))
                .distinct()
                .toList();
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
