package io.countersign.identity.grants;

import io.countersign.identity.data.Reason;
import io.countersign.identity.scope.NameRule;
import io.countersign.identity.scope.Scope;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a role shall cover.
 *
 * @param models registered models; absent for all
 * @param experiments experiments; absent for all
 * @param reason why, for the ledger
 */
record NarrowRequest(
        @Nullable List<NameRule> models,
        @Nullable List<NameRule> experiments,
        @Nullable String reason) {

    NarrowRequest {
        reason = new Reason(reason).text();
    }

    Scope scope() {
        return new Scope(models, experiments);
    }

    String why() {
        return String.valueOf(reason);
    }
}
