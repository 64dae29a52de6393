package io.countersign.ledger;

import io.countersign.ledger.boundary.CustodyResource;
import io.countersign.ledger.boundary.LedgerEntriesResource;
import io.countersign.ledger.boundary.LedgerResource;
import io.countersign.ledger.boundary.ReplayResource;
import io.countersign.ledger.boundary.TransparencyResource;
import java.util.Set;

/** The ledger's resource classes, which the web shells register. */
public final class LedgerResources {
    private LedgerResources() {}

    public static Set<Class<?>> classes() {
        return Set.of(
                LedgerResource.class,
                LedgerEntriesResource.class,
                TransparencyResource.class,
                ReplayResource.class,
                CustodyResource.class);
    }
}
