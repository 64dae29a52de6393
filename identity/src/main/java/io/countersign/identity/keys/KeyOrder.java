package io.countersign.identity.keys;

import io.countersign.identity.data.Text;
import io.countersign.identity.scope.NameRule;
import io.countersign.identity.scope.Scope;
import io.countersign.platform.actor.Role;
import io.countersign.platform.problem.ProblemException;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A key that somebody asks for.
 *
 * @param name what to call it
 * @param kind personal when absent
 * @param accountable subject of the person who answers for a key of kind service; absent for a personal one
 * @param roles names of the roles that it shall carry
 * @param models registered models that it shall cover; absent for all
 * @param experiments experiments that it shall cover; absent for all
 * @param expiresInDays how long it shall be valid; the installation's default when absent
 */
public record KeyOrder(
        String name,
        KeyKind kind,
        @Nullable String accountable,
        List<String> roles,
        @Nullable List<NameRule> models,
        @Nullable List<NameRule> experiments,
        @Nullable Integer expiresInDays) {
    private static final int LONGEST_NAME = 100;

    public KeyOrder {
        name = Text.required("name", name, LONGEST_NAME);
        kind = Objects.requireNonNullElse(kind, KeyKind.PERSONAL);
        if (kind == KeyKind.SERVICE) {
            accountable = Text.required("accountable", accountable, 255);
        } else if (accountable != null) {
            throw ProblemException.invalid("Only a key of kind service names another accountable person");
        }
        roles = List.copyOf(Objects.requireNonNullElse(roles, List.of()));
    }

    Scope scope() {
        return new Scope(models, experiments);
    }

    /** @throws ProblemException (invalid) when there is none, an unknown one, or {@code admin} */
    Set<Role> givenRoles() {
        Set<Role> given = roles.stream()
                .map(name -> Role.named(name)
                        .orElseThrow(() -> ProblemException.invalid("There is no role \"" + name + "\"")))
                .collect(Collectors.toUnmodifiableSet());
        if (given.isEmpty()) {
            throw ProblemException.invalid("A key carries at least one role");
        }
        if (given.contains(Role.ADMIN)) {
            throw ProblemException.invalid("A key never carries the role admin: administration is done by persons");
        }
        return given;
    }
}
