package io.countersign.approvals.engine;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;

/** The bean {@code domain} of the process models: each service task is a step of that name in the domain. */
final class DomainStep implements JavaDelegate {
    private final ProcessDomain domain;

    DomainStep(ProcessDomain domain) {
        this.domain = domain;
    }

    @Override
    public void execute(DelegateExecution execution) {
        execution.setVariables(domain.perform(
                process(execution),
                execution.getCurrentActivityId(),
                ProcessVariables.requestId(execution),
                ProcessVariables.round(execution),
                ProcessVariables.actor(execution, execution.getId())));
    }

    static String process(DelegateExecution execution) {
        return ((ExecutionEntity) execution).getProcessDefinition().getKey();
    }
}
