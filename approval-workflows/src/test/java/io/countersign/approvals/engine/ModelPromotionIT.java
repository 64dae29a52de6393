package io.countersign.approvals.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.countersign.platform.actor.Actor;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.history.HistoricActivityInstance;
import org.camunda.bpm.engine.history.HistoricVariableInstance;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every path of {@code model-promotion.bpmn}. */
class ModelPromotionIT {
    private static final SignOffSlot VALIDATOR = new SignOffSlot("validator", "validated", 1);
    private static final SignOffSlot FIRST_APPROVER = new SignOffSlot("risk-approver", "approved", 1);
    private static final SignOffSlot SECOND_APPROVER = new SignOffSlot("risk-approver", "approved", 2);
    private static final Actor REQUESTER = EngineFixture.person("erin");
    private static final Actor SIGNER = EngineFixture.person("rita");

    private static final Steps STEPS = new Steps();
    private static EngineFixture fixture;
    private static PromotionProcess process;

    private final UUID request = UUID.randomUUID();

    @BeforeAll
    static void start() {
        fixture = new EngineFixture(STEPS);
        process = fixture.process();
    }

    @AfterAll
    static void stop() {
        fixture.close();
    }

    @BeforeEach
    void forget() {
        STEPS.done.clear();
        STEPS.refusal = null;
        STEPS.slots = List.of(VALIDATOR, FIRST_APPROVER, SECOND_APPROVER);
    }

    @Test
    void waitsForEachRequiredSignOffInTheGroupOfItsRole() {
        process.start(request, REQUESTER);

        assertThat(process.openSlots(request)).containsExactlyInAnyOrder(VALIDATOR, FIRST_APPROVER, SECOND_APPROVER);
        assertThat(process.openTasks(Set.of("validator"), 0, 100))
                .filteredOn(task -> task.requestId().equals(request))
                .extracting(OpenTask::slot)
                .containsExactly(VALIDATOR);
        assertThat(process.openTasks(Set.of("engineer", "auditor"), 0, 100)).isEmpty();
        assertThat(STEPS.done).isEmpty();
    }

    @Test
    void appliesWhenTheLastOneHasSigned() {
        process.start(request, REQUESTER);

        process.completeSignOff(request, SECOND_APPROVER, false, SIGNER);
        process.completeSignOff(request, VALIDATOR, false, SIGNER);
        assertThat(STEPS.done).isEmpty();
        process.completeSignOff(request, FIRST_APPROVER, false, SIGNER);

        assertThat(STEPS.done).containsExactly("apply " + request + " by rita");
        assertThat(process.openSlots(request)).isEmpty();
        assertThat(path()).containsExactly("requested", "any-rejected", "apply", "approved");
    }

    @Test
    void closesAtTheFirstRejectionWithoutWaitingForTheOthers() {
        process.start(request, REQUESTER);

        process.completeSignOff(request, VALIDATOR, false, SIGNER);
        process.completeSignOff(request, FIRST_APPROVER, true, SIGNER);

        assertThat(STEPS.done).containsExactly("reject " + request + " by rita");
        assertThat(process.openSlots(request)).isEmpty();
        assertThat(path()).containsExactly("requested", "any-rejected", "reject", "rejected-end");
    }

    @Test
    void rollsTheSignOffBackWhenTheTransitionIsRefused() {
        STEPS.slots = List.of(FIRST_APPROVER);
        STEPS.refusal = new IllegalStateException("the seal is broken");
        process.start(request, REQUESTER);

        assertThatThrownBy(() -> process.completeSignOff(request, FIRST_APPROVER, false, SIGNER))
                .isSameAs(STEPS.refusal);

        assertThat(process.openSlots(request)).containsExactly(FIRST_APPROVER);
    }

    @Test
    void endsWithoutDecisionWhenCancelled() {
        process.start(request, REQUESTER);

        process.cancel(request, "withdrawn");

        assertThat(process.openSlots(request)).isEmpty();
        assertThat(STEPS.done).isEmpty();
        assertThat(path()).containsExactly("requested");
    }

    @Test
    void completesNoPlaceTwice() {
        process.start(request, REQUESTER);
        process.completeSignOff(request, VALIDATOR, false, SIGNER);

        assertThatThrownBy(() -> process.completeSignOff(request, VALIDATOR, false, SIGNER))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("validator");
    }

    @Test
    void storesNothingOfTheActor() {
        process.start(request, REQUESTER);
        process.completeSignOff(request, VALIDATOR, false, SIGNER);

        assertThat(fixture.engine
                        .getHistoryService()
                        .createHistoricVariableInstanceQuery()
                        .list())
                .extracting(HistoricVariableInstance::getName)
                .doesNotContain("actor")
                .contains("requestId");
    }

    @Test
    void deploysTheSameProcessOnce() {
        EngineSetup.deployProcesses(fixture.engine);

        assertThat(fixture.engine
                        .getRepositoryService()
                        .createProcessDefinitionQuery()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void refusesProcessesWithCodeInside() {
        assertThatThrownBy(() -> deploy("<scriptTask id='s' scriptFormat='juel'><script>1</script></scriptTask>"))
                .isInstanceOf(ProcessEngineException.class)
                .hasMessageContaining("scripts are not allowed");
        assertThatThrownBy(() -> deploy("<serviceTask id='s' camunda:expression='${1}'/>"))
                .isInstanceOf(ProcessEngineException.class)
                .hasMessageContaining("only delegate expressions are allowed");
    }

    private static void deploy(String task) {
        fixture.engine
                .getRepositoryService()
                .createDeployment()
                .addString(
                        "foreign.bpmn",
                        "<definitions xmlns='http://www.omg.org/spec/BPMN/20100524/MODEL' targetNamespace='t'"
                                + " xmlns:camunda='http://camunda.org/schema/1.0/bpmn'>"
                                + "<process id='foreign' isExecutable='true'><startEvent id='a'/>" + task
                                + "<sequenceFlow id='f' sourceRef='a' targetRef='s'/></process></definitions>")
                .deploy();
    }

    /** Ids of the steps passed, without the sign-offs themselves. */
    private List<String> path() {
        return fixture
                .engine
                .getHistoryService()
                .createHistoricActivityInstanceQuery()
                .processInstanceId(fixture.engine
                        .getHistoryService()
                        .createHistoricProcessInstanceQuery()
                        .processInstanceBusinessKey(request.toString())
                        .singleResult()
                        .getId())
                .orderPartiallyByOccurrence()
                .asc()
                .list()
                .stream()
                .map(HistoricActivityInstance::getActivityId)
                .filter(id -> !id.startsWith("sign-off"))
                .toList();
    }

    /** The domain's side of the port, remembering what it was asked. */
    private static final class Steps implements PromotionSteps {
        private final List<String> done = new ArrayList<>();
        private List<SignOffSlot> slots = List.of();
        private RuntimeException refusal;

        @Override
        public List<SignOffSlot> required(UUID requestId) {
            return slots;
        }

        @Override
        public void apply(UUID requestId, Actor actor) {
            if (refusal != null) {
                throw refusal;
            }
            done.add("apply " + requestId + " by " + actor.subject());
        }

        @Override
        public void reject(UUID requestId, Actor actor) {
            done.add("reject " + requestId + " by " + actor.subject());
        }
    }
}
