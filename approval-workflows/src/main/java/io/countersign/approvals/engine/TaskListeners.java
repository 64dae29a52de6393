package io.countersign.approvals.engine;

import org.camunda.bpm.engine.delegate.TaskListener;
import org.camunda.bpm.engine.impl.bpmn.behavior.UserTaskActivityBehavior;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;
import org.camunda.bpm.engine.impl.task.TaskDefinition;
import org.camunda.bpm.engine.impl.util.xml.Element;

/** Puts the guard on, and announces, each user task of each model, whatever the model itself says. */
final class TaskListeners extends AbstractBpmnParseListener {
    private final CompletionGuard guard = new CompletionGuard();
    private final TaskAnnouncer announcer;

    TaskListeners(ProcessDomain domain) {
        this.announcer = new TaskAnnouncer(domain);
    }

    @Override
    public void parseUserTask(Element element, ScopeImpl scope, ActivityImpl activity) {
        TaskDefinition task = ((UserTaskActivityBehavior) activity.getActivityBehavior()).getTaskDefinition();
        task.addBuiltInTaskListener(TaskListener.EVENTNAME_COMPLETE, guard);
        task.addBuiltInTaskListener(TaskListener.EVENTNAME_CREATE, announcer);
        task.addBuiltInTaskListener(TaskListener.EVENTNAME_COMPLETE, announcer);
        task.addBuiltInTaskListener(TaskListener.EVENTNAME_DELETE, announcer);
    }
}
