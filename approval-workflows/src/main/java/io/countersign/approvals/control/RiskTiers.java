package io.countersign.approvals.control;

import jakarta.enterprise.context.ApplicationScoped;

/** The risk tier of a model: 1 is the highest materiality, 4 the lowest. Never chosen by a request. */
@ApplicationScoped
public class RiskTiers {
    /** The tier of a model whose materiality nobody has assessed. */
    private static final int UNASSESSED = 3;

    /** The tier of that model. There is no inventory of models to assess them in, so each counts as unassessed. */
    public int of(String model) {
        if (model.isEmpty()) {
            throw new IllegalArgumentException("a model has a name");
        }
        return UNASSESSED;
    }
}
