package io.countersign.registry.inventory;

import io.countersign.platform.actor.Actor;
import io.countersign.platform.paging.PageToken;
import io.countersign.platform.problem.ProblemException;
import io.countersign.platform.problem.ProblemType;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

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
        rows.forEach((model, fields) ->
                inventory.refusal(model, fields, actor).ifPresent(why -> refused.add(model + ": " + why)));
        if (!refused.isEmpty()) {
            throw refusal(refused, rows.size());
        }
        int written = 0;
        // In the order of the names, so that two imports at once wait for each other and do not lock each other out.
        for (Map.Entry<String, InventoryFields> row : new TreeMap<>(rows).entrySet()) {
            InventoryEntry before = inventory.of(row.getKey(), actor).entry();
            InventoryEntry after =
                    inventory.write(row.getKey(), row.getValue(), null, actor).entry();
            written += Objects.equals(before, after) ? 0 : 1;
        }
        return new Imported(written, rows.size() - written);
    }

    /** @param refused why each entry that cannot be written cannot */
    static ProblemException refusal(List<String> refused, int entries) {
        return new ProblemException(
                ProblemType.INVALID,
                "Nothing was imported: " + refused.size() + " of " + entries + " entries cannot be written",
                new LinkedHashMap<>(Map.of("refused", refused)));
    }
}
