package io.countersign.approvals.control;

import io.countersign.platform.actor.Actor;
import io.countersign.platform.actor.Reach;
import io.countersign.platform.actor.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Which tasks {@code t} an actor reaches, as conditions of a query: grants narrow a role to models by name or prefix. Tasks
 * about no model, such as changes of policy, concern everybody who holds the role.
 */
final class TaskReach {
    private static final char ESCAPE = '!';

    private final Actor actor;
    private final Map<String, Object> parameters;

    /** @param parameters where the conditions put their parameters */
    TaskReach(Actor actor, Map<String, Object> parameters) {
        this.actor = actor;
        this.parameters = parameters;
    }

    /** Tasks for a role of theirs, about a model that this role reaches. */
    String ofTheirRoles() {
        List<Role> wide = actor.roles().stream()
                .filter(role -> !actor.reach().limits().containsKey(role))
                .toList();
        List<String> ways = new ArrayList<>();
        if (!wide.isEmpty()) {
            ways.add("t.role in :" + parameter(wide.stream().map(Role::wireName).collect(Collectors.toSet())));
        }
        actor.roles().stream()
                .filter(role -> !wide.contains(role))
                .sorted()
                .forEach(role -> ways.add("(t.role = :" + parameter(role.wireName()) + " and " + models(role) + ")"));
        return any(ways);
    }

    /** Tasks about a model that any of their roles reaches: who holds a task by name need not hold its group's role. */
    String byAnyRole() {
        boolean wide =
                actor.roles().stream().anyMatch(role -> !actor.reach().limits().containsKey(role));
        return wide
                ? "1 = 1"
                : any(actor.roles().stream().sorted().map(this::models).toList());
    }

    private String models(Role narrowed) {
        List<String> ways = new ArrayList<>(List.of("t.model = ''"));
        actor.reach().limits().getOrDefault(narrowed, List.of()).stream()
                .filter(limit -> limit.kind() == Reach.Kind.MODEL)
                .forEach(limit -> ways.add(
                        limit.prefix()
                                ? "t.model like :" + parameter(beginning(limit.name())) + " escape '" + ESCAPE + "'"
                                : "t.model = :" + parameter(limit.name())));
        return any(ways);
    }

    private static String any(List<String> ways) {
        return ways.isEmpty() ? "1 = 0" : "(" + String.join(" or ", ways) + ")";
    }

    private static String beginning(String prefix) {
        return prefix.replaceAll("([%_!])", ESCAPE + "$1") + "%";
    }

    private String parameter(Object value) {
        String name = "reach" + parameters.size();
        parameters.put(name, value);
        return name;
    }
}
