package io.countersign.approvals.engine;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;

/** The step {@code reject} of the process: the domain does it. */
final class RejectPromotion implements JavaDelegate {
    private final PromotionSteps steps;

    RejectPromotion(PromotionSteps steps) {
        this.steps = steps;
    }

    @Override
    public void execute(DelegateExecution execution) {
        steps.reject(ProcessVariables.requestId(execution), ProcessVariables.actor(execution));
    }
}
