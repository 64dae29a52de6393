package io.countersign.approvals.engine;

import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;
import org.camunda.bpm.engine.impl.util.xml.Element;
import org.camunda.bpm.engine.impl.util.xml.Namespace;

/** Keeps code out of process models: no scripts, and service tasks only by the beans that are exposed. */
final class ForbiddenElements extends AbstractBpmnParseListener {
    private static final Namespace CAMUNDA = new Namespace("http://camunda.org/schema/1.0/bpmn", null);

    @Override
    public void parseScriptTask(Element element, ScopeImpl scope, ActivityImpl activity) {
        throw new ProcessEngineException("script task " + activity.getId() + ": scripts are not allowed in processes");
    }

    @Override
    public void parseServiceTask(Element element, ScopeImpl scope, ActivityImpl activity) {
        if (element.attributeNS(CAMUNDA, "delegateExpression") == null) {
            throw new ProcessEngineException(
                    "service task " + activity.getId() + ": only delegate expressions are allowed in processes");
        }
    }
}
