package io.countersign.identity.grants;

import io.countersign.identity.scope.Scope;
import io.countersign.platform.actor.Reach;
import io.countersign.platform.actor.Role;
import java.util.Map;
import java.util.Set;

/**
 * What the product has decided about somebody.
 *
 * @param left whether they have left
 * @param narrowed their narrowed roles
 */
record Standing(boolean left, Map<Role, Scope> narrowed) {

    Standing {
        narrowed = Map.copyOf(narrowed);
    }

    Reach reach() {
        return narrowed.entrySet().stream()
                .map(one -> one.getValue().reachOf(Set.of(one.getKey())))
                .reduce(Reach.everything(), Reach::and);
    }
}
