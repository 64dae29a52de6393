package io.countersign.identity.scope;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.countersign.platform.actor.Reach;
import io.countersign.platform.actor.Reach.Kind;
import io.countersign.platform.actor.Reach.Limit;
import io.countersign.platform.actor.Role;
import io.countersign.platform.json.Json;
import io.countersign.platform.problem.ProblemException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a key or a narrowed role covers. An absent list does not narrow that kind of thing, an empty one covers nothing of
 * it.
 *
 * @param models registered models
 * @param experiments experiments
 */
public record Scope(
        @Nullable List<NameRule> models, @Nullable List<NameRule> experiments) {
    private static final Scope EVERYTHING = new Scope(null, null);
    private static final int MOST_RULES = 200;

    public Scope {
        models = checked("models", models);
        experiments = checked("experiments", experiments);
    }

    private static @Nullable List<NameRule> checked(String field, @Nullable List<NameRule> rules) {
        if (rules != null && rules.size() > MOST_RULES) {
            throw ProblemException.invalid("The field " + field + " holds more than " + MOST_RULES + " rules");
        }
        if (rules != null && rules.stream().anyMatch(Objects::isNull)) {
            throw ProblemException.invalid("The field " + field + " holds a null");
        }
        return rules == null ? null : List.copyOf(rules);
    }

    public static Scope everything() {
        return EVERYTHING;
    }

    public boolean isEverything() {
        return models == null && experiments == null;
    }

    /** The reach of holding those roles within this scope. */
    public Reach reachOf(Set<Role> roles) {
        Optional<List<Limit>> limits = limits();
        if (limits.isEmpty()) {
            return Reach.everything();
        }
        Map<Role, List<Limit>> narrowed = new HashMap<>();
        roles.forEach(role -> narrowed.put(role, limits.get()));
        return new Reach(narrowed);
    }

    private Optional<List<Limit>> limits() {
        return isEverything()
                ? Optional.empty()
                : Optional.of(Stream.concat(limits(Kind.MODEL, models), limits(Kind.EXPERIMENT, experiments))
                        .toList());
    }

    private static Stream<Limit> limits(Kind kind, @Nullable List<NameRule> rules) {
        return rules == null
                ? Stream.of(new Limit(kind, "", true))
                : rules.stream().map(rule -> new Limit(kind, rule.name(), rule.prefix()));
    }

    /** As stored, and as it stands in the facts of ledger entries. */
    public String json() {
        try {
            return Json.mapper().writeValueAsString(facts());
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The lists that narrow, by name. */
    public Map<String, Object> facts() {
        Map<String, Object> facts = new HashMap<>();
        put(facts, "models", models);
        put(facts, "experiments", experiments);
        return Map.copyOf(facts);
    }

    private static void put(Map<String, Object> facts, String name, @Nullable List<NameRule> rules) {
        if (rules != null) {
            facts.put(
                    name,
                    rules.stream()
                            .map(rule -> Map.of("name", rule.name(), "prefix", rule.prefix()))
                            .toList());
        }
    }

    /** The reverse of {@link #json()}. */
    public static Scope stored(String json) {
        try {
            return Json.mapper().readValue(json, Scope.class);
        } catch (JsonProcessingException damaged) {
            throw new IllegalStateException("A stored scope is damaged", damaged);
        }
    }
}
