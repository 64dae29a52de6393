package io.countersign.approvals.engine;

import io.countersign.platform.actor.Actor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.runtime.Execution;
import org.camunda.bpm.engine.runtime.ProcessInstance;

/** The processes on Camunda; the business key is the request's id. */
@ApplicationScoped
public class CamundaProcesses implements GovernedProcesses {

    @Inject
    CamundaEngine camunda;

    @Override
    public void start(String process, UUID requestId, Actor actor) {
        camunda.engine()
                .getRuntimeService()
                .startProcessInstanceByKey(process, requestId.toString(), ProcessVariables.atStart(requestId, actor));
    }

    @Override
    public void complete(UUID requestId, String taskId, boolean negative, Actor actor) {
        try {
            camunda.engine().getTaskService().complete(taskId, ProcessVariables.completing(taskId, negative, actor));
        } catch (OptimisticLockingException collision) {
            throw new ProcessCollision(requestId, collision);
        }
    }

    @Override
    public boolean tell(UUID requestId, String message, Actor actor) {
        List<Execution> waiting = camunda.engine()
                .getRuntimeService()
                .createExecutionQuery()
                .processInstanceBusinessKey(requestId.toString())
                .messageEventSubscriptionName(message)
                .list();
        waiting.forEach(execution -> camunda.engine()
                .getRuntimeService()
                .messageEventReceived(message, execution.getId(), ProcessVariables.acting(actor)));
        return !waiting.isEmpty();
    }

    @Override
    public void cancel(UUID requestId, String reason) {
        List<ProcessInstance> running = camunda.engine()
                .getRuntimeService()
                .createProcessInstanceQuery()
                .processInstanceBusinessKey(requestId.toString())
                .list();
        running.forEach(instance ->
                camunda.engine().getRuntimeService().deleteProcessInstance(instance.getProcessInstanceId(), reason));
    }
}
