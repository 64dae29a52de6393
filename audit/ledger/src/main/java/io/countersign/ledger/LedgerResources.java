package io.countersign.ledger;

import java.util.Set;

/** The ledger's resource classes, which the web shells register. */
public final class LedgerResources {
    private LedgerResources() {}

    public static Set<Class<?>> classes() {
        return Set.of();
    }
}
