package io.countersign.approvals.engine;

import java.util.Set;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;
import org.camunda.bpm.engine.impl.util.xml.Element;
import org.camunda.bpm.engine.impl.util.xml.Namespace;

/** Keeps code out of process models: no scripts, no classes, no listeners; service tasks are steps of the domain. */
final class ForbiddenElements extends AbstractBpmnParseListener {
    private static final Namespace CAMUNDA = new Namespace("http://camunda.org/schema/1.0/bpmn", null);
    private static final Set<String> ELEMENTS =
            Set.of("script", "executionListener", "taskListener", "connector", "field", "expression", "scriptTask");
    private static final Set<String> ATTRIBUTES = Set.of("class", "expression", "taskListener");

    @Override
    public void parseProcess(Element process, ProcessDefinitionEntity definition) {
        check(process);
    }

    private static void check(Element element) {
        if (ELEMENTS.contains(element.getTagName())) {
            throw new ProcessEngineException(element.getTagName() + ": scripts are not allowed in processes");
        }
        ATTRIBUTES.stream()
                .filter(name -> element.attributeNS(CAMUNDA, name) != null)
                .findFirst()
                .ifPresent(name -> {
                    throw new ProcessEngineException("camunda:" + name + " of " + element.attribute("id")
                            + ": only delegate expressions are allowed in processes");
                });
        element.elements().forEach(ForbiddenElements::check);
    }

    @Override
    public void parseServiceTask(Element element, ScopeImpl scope, ActivityImpl activity) {
        if (!"${domain}".equals(element.attributeNS(CAMUNDA, "delegateExpression"))) {
            throw new ProcessEngineException(
                    "service task " + activity.getId() + ": only delegate expressions are allowed in processes");
        }
    }
}
