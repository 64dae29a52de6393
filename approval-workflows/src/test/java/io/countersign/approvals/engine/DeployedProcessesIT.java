package io.countersign.approvals.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.runtime.VariableInstance;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnEdge;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnShape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The processes as they are deployed: drawn, without code inside, their tasks closed to all but the use cases. */
class DeployedProcessesIT extends ProcessWalk {
    @Test
    void noTaskIsCompletedExceptThroughItsUseCase() {
        process.start("model-promotion", request, REQUESTER);
        String task = DOMAIN.open.keySet().iterator().next();
        var tasks = fixture.engine.getTaskService();

        assertThatThrownBy(() -> tasks.complete(task)).hasMessageContaining("its own use case");
        assertThatThrownBy(() -> tasks.complete(task, Map.of("negative", false)))
                .hasMessageContaining("its own use case");
        assertThatThrownBy(() -> tasks.complete(task, ProcessVariables.completing("another", false, SIGNER)))
                .hasMessageContaining("its own use case");
        assertThatThrownBy(() -> fixture.engine.getFormService().submitTaskForm(task, Map.of()))
                .hasMessageContaining("its own use case");
        tasks.setAssignee(task, "mallory");
        assertThatThrownBy(() -> tasks.complete(task)).hasMessageContaining("its own use case");
        assertThat(slots()).containsExactly(VALIDATOR);
    }

    @Test
    void nothingOfTheActorIsStored() {
        process.start("model-promotion", request, REQUESTER);
        sign(VALIDATOR, false);

        assertThat(fixture.engine
                        .getRuntimeService()
                        .createVariableInstanceQuery()
                        .list())
                .extracting(VariableInstance::getName)
                .doesNotContain("actor")
                .contains("requestId");
    }

    @Test
    void deploysTheSameProcessesOnce() {
        EngineSetup.deployProcesses(fixture.engine);

        assertThat(fixture.engine
                        .getRepositoryService()
                        .createProcessDefinitionQuery()
                        .count())
                .isEqualTo(EngineSetup.PROCESSES.size());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<scriptTask id='s' scriptFormat='juel'><script>1</script></scriptTask>",
                "<serviceTask id='s' camunda:expression='${1}'/>",
                "<serviceTask id='s' camunda:class='java.lang.Object'/>",
                "<serviceTask id='s' camunda:delegateExpression='${signOffs}'/>",
                "<userTask id='s'><extensionElements><camunda:taskListener event='create'"
                        + " class='x'/></extensionElements></userTask>",
                "<userTask id='s'><extensionElements><camunda:executionListener event='start'"
                        + " expression='${1}'/></extensionElements></userTask>"
            })
    void processesWithCodeInsideAreRefused(String task) {
        assertThatThrownBy(() -> fixture.engine
                        .getRepositoryService()
                        .createDeployment()
                        .addString(
                                "foreign.bpmn",
                                "<definitions xmlns='http://www.omg.org/spec/BPMN/20100524/MODEL' targetNamespace='t'"
                                        + " xmlns:camunda='http://camunda.org/schema/1.0/bpmn'>"
                                        + "<process id='foreign' isExecutable='true'><startEvent id='a'/>" + task
                                        + "<sequenceFlow id='f' sourceRef='a' targetRef='s'/></process></definitions>")
                        .deploy())
                .isInstanceOf(ProcessEngineException.class)
                .hasMessageContaining("allowed in processes");
    }

    @Test
    void everyShapeAndEveryFlowIsLaidOut() {
        for (String file : EngineSetup.PROCESSES) {
            BpmnModelInstance model = Bpmn.readModelFromStream(getClass().getResourceAsStream("/processes/" + file));
            Bpmn.validateModel(model);
            List<String> shapes = model.getModelElementsByType(BpmnShape.class).stream()
                    .map(shape -> shape.getBpmnElement().getId())
                    .toList();
            List<String> edges = model.getModelElementsByType(BpmnEdge.class).stream()
                    .map(edge -> edge.getBpmnElement().getId())
                    .toList();
            assertThat(shapes)
                    .as(file)
                    .containsExactlyInAnyOrderElementsOf(model.getModelElementsByType(FlowNode.class).stream()
                            .map(FlowNode::getId)
                            .toList());
            assertThat(edges)
                    .as(file)
                    .containsExactlyInAnyOrderElementsOf(model.getModelElementsByType(SequenceFlow.class).stream()
                            .map(SequenceFlow::getId)
                            .toList());
        }
    }
}
