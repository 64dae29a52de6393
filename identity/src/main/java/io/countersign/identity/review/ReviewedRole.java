package io.countersign.identity.review;

import io.countersign.identity.scope.NameRule;
import io.countersign.identity.scope.Scope;
import io.countersign.platform.actor.Role;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A role that somebody or something holds, and what it covers.
 *
 * @param role which role
 * @param models registered models; absent for all
 * @param experiments experiments; absent for all
 */
record ReviewedRole(
        String role,
        @Nullable List<NameRule> models,
        @Nullable List<NameRule> experiments) {

    static ReviewedRole of(Role role, Scope scope) {
        return new ReviewedRole(role.wireName(), scope.models(), scope.experiments());
    }

    /** For people: {@code all}, {@code none}, or the names, a beginning with an asterisk after it. */
    static String words(@Nullable List<NameRule> rules) {
        if (rules == null) {
            return "all";
        }
        return rules.isEmpty()
                ? "none"
                : rules.stream()
                        .map(rule -> rule.prefix() ? rule.name() + "*" : rule.name())
                        .collect(Collectors.joining(", "));
    }
}
