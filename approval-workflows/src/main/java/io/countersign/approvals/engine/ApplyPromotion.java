package io.countersign.approvals.engine;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;

/** The step {@code apply} of the process: the domain does it. */
final class ApplyPromotion implements JavaDelegate {
    private final PromotionSteps steps;

    ApplyPromotion(PromotionSteps steps) {
        this.steps = steps;
    }

    @Override
    public void execute(DelegateExecution execution) {
        steps.apply(ProcessVariables.requestId(execution), ProcessVariables.actor(execution));
    }
}
