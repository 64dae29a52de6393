package io.countersign.approvals.engine;

import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;
import org.camunda.bpm.engine.impl.pvm.process.TransitionImpl;
import org.camunda.bpm.engine.impl.util.xml.Element;

/** Notes each sequence flow of the deployed processes, and each one that is taken; the history does not keep flows. */
final class TakenFlows extends AbstractBpmnParseListener {
    private final Set<String> known = new ConcurrentSkipListSet<>();
    private final Set<String> taken = new ConcurrentSkipListSet<>();

    @Override
    public void parseSequenceFlow(Element element, ScopeImpl scope, TransitionImpl flow) {
        String name = ((ProcessDefinitionEntity) scope.getProcessDefinition()).getKey() + ": " + flow.getId();
        known.add(name);
        flow.addListener(ExecutionListener.EVENTNAME_TAKE, (ExecutionListener) execution -> taken.add(name));
    }

    /** Flows of the processes of these keys that nothing has taken yet, each as {@code process: flow}. */
    Set<String> notTaken(Set<String> processes) {
        Set<String> missing = new TreeSet<>(known);
        missing.removeAll(taken);
        missing.removeIf(flow -> !processes.contains(flow.substring(0, flow.indexOf(':'))));
        return missing;
    }
}
