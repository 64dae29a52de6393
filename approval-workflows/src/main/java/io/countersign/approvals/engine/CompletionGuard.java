package io.countersign.approvals.engine;

import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;

/** Refuses to complete a task unless {@link GovernedProcesses#complete} does it: no rule is left out by another way in. */
final class CompletionGuard implements TaskListener {
    @Override
    public void notify(DelegateTask task) {
        if (!ProcessVariables.completes(task, task.getId())) {
            throw new ProcessEngineException(
                    "task " + task.getId() + " is completed by its own use case and in no other way");
        }
    }
}
