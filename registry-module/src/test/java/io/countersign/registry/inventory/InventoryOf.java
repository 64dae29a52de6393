package io.countersign.registry.inventory;

import io.countersign.audit.AuditLog;
import io.countersign.registry.RiskTiering;
import io.countersign.registry.control.Models;
import io.countersign.registry.control.RegistryDatabase;

/** The inventory without a container. Its tiers are the sum of the scores: 2 to 3 is tier 4, 4 to 5 tier 3, 6 to 7 tier 2. */
public final class InventoryOf {
    public final TierOverrides overrides;
    public final Documents documents;
    public final Inventory inventory;

    public InventoryOf(RegistryDatabase database, Models models, AuditLog audit) {
        InventoryStore store = new InventoryStore(database);
        overrides = new TierOverrides(database, models, store, audit);
        documents = new Documents(database, models, audit);
        RiskTiering sums = (exposure, purpose) ->
                new RiskTiering.TierDecision(Math.max(1, 4 - Math.max(0, (exposure + purpose - 2) / 2)), "sums@1");
        inventory = new Inventory(models, store, overrides, documents, new Only<>(sums), audit);
    }

    public static Inventory fixture(RegistryDatabase database, Models models, AuditLog audit) {
        return new InventoryOf(database, models, audit).inventory;
    }
}
