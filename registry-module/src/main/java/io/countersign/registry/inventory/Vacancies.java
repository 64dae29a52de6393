package io.countersign.registry.inventory;

import io.countersign.platform.actor.PersonLeft;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import org.jspecify.annotations.Nullable;

/**
 * When a person leaves, what they owned or validated is vacant: a revision of each entry says so, in the transaction of the
 * administrator who says that they left. Who developed a model stays a fact.
 */
@ApplicationScoped
public class Vacancies {
    @Inject
    InventoryStore store;

    @Inject
    Inventory inventory;

    void left(@Observes PersonLeft event) {
        for (InventoryEntry entry : store.heldBy(event.subject())) {
            InventoryFields fields = entry.fields();
            if (holds(fields.owner(), event.subject()) || holds(fields.validator(), event.subject())) {
                inventory.vacate(entry.model(), fields.without(event.subject()), event.by());
            }
        }
    }

    private static boolean holds(@Nullable Holder holder, String subject) {
        return holder != null && holder.subject().equals(subject);
    }
}
