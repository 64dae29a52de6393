package io.countersign.approvals.engine;

import java.util.List;
import java.util.UUID;

/** The bean {@code signOffs} of the process models. Public for the expressions' reflection alone. */
public final class RequiredSlots {
    private final PromotionSteps steps;

    RequiredSlots(PromotionSteps steps) {
        this.steps = steps;
    }

    /** One text for each task to be made. */
    public List<String> required(String requestId) {
        return steps.required(UUID.fromString(requestId)).stream()
                .map(SignOffSlot::text)
                .toList();
    }

    /** The candidate group of a task. */
    public String role(String signOff) {
        return SignOffSlot.parse(signOff).role();
    }
}
