package io.countersign.registry.inventory;

import io.countersign.platform.actor.Actor;
import io.countersign.platform.paging.PageToken;
import io.countersign.platform.problem.ProblemException;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The whole inventory in and out. An import is one transaction: all rows, or none. */
@Dependent
@Transactional
public class InventoryTransfer {
    private static final int MOST = 100_000;

    private final Inventory inventory;

    @Inject
    public InventoryTransfer(Inventory inventory) {
        this.inventory = inventory;
    }

    /** How an import went. */
    record Imported(int written, int unchanged) {}

    /** Entries of all models in the actor's reach. */
    List<Inventory.Standing> everything(Actor actor) {
        return inventory.all(new PageToken(0), MOST, actor).items();
    }

    /** @throws ProblemException (invalid) for rows that cannot be written, with all their reasons; nothing is written then */
    Imported write(Map<String, InventoryFields> rows, Actor actor) {
        List<String> refused = new ArrayList<>();
        int written = 0;
        for (Map.Entry<String, InventoryFields> row : rows.entrySet()) {
            try {
                InventoryEntry before = inventory.of(row.getKey(), actor).entry();
                InventoryEntry after = inventory
                        .write(row.getKey(), row.getValue(), null, actor)
                        .entry();
                written += Objects.equals(before, after) ? 0 : 1;
            } catch (ProblemException refusal) {
                refused.add(row.getKey() + ": " + refusal.detail());
            }
        }
        if (!refused.isEmpty()) {
            throw new ProblemException(
                    io.countersign.platform.problem.ProblemType.INVALID,
                    "Nothing was imported: " + refused.size() + " of " + rows.size() + " entries cannot be written",
                    new LinkedHashMap<>(Map.of("refused", refused)));
        }
        return new Imported(written, rows.size() - written);
    }
}
