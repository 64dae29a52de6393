package io.countersign.approvals.control;

import io.countersign.registry.Registry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** The risk tier of a model: 1 is the highest materiality, 4 the lowest. The inventory's, never chosen by a request. */
@ApplicationScoped
public class RiskTiers {
    @Inject
    Registry registry;

    /** The tier of that model; 3 for one that nobody has assessed. */
    public int of(String model) {
        if (model.isEmpty()) {
            throw new IllegalArgumentException("a model has a name");
        }
        return registry.tierOf(model);
    }
}
