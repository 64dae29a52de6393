package io.countersign.approvals.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.countersign.platform.actor.Actor;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.history.HistoricActivityInstance;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.VariableInstance;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnEdge;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnShape;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every path of every process, asserted on the steps passed; timers by a controlled clock. */
class ProcessPathsIT {
    private static final SignOffSlot VALIDATOR = new SignOffSlot("validator", "validated", 1, 1);
    private static final SignOffSlot FIRST_APPROVER = new SignOffSlot("risk-approver", "approved", 1, 2);
    private static final SignOffSlot SECOND_APPROVER = new SignOffSlot("risk-approver", "approved", 2, 2);
    private static final SignOffSlot WAIVER = new SignOffSlot("risk-approver", "waived", 1, 0);
    private static final SignOffSlot REVIEWER = new SignOffSlot("validator", "reviewed", 1, 1);
    private static final Actor REQUESTER = EngineFixture.person("erin");
    private static final Actor SIGNER = EngineFixture.person("rita");

    private static final RecordedDomain DOMAIN = new RecordedDomain();
    private static final TakenFlows FLOWS = new TakenFlows();
    private static final Set<String> RUN = new HashSet<>();
    private static EngineFixture fixture;
    private static GovernedProcesses process;

    private final UUID request = UUID.randomUUID();

    @BeforeAll
    static void start() {
        fixture = new EngineFixture(DOMAIN, FLOWS);
        process = fixture.process();
    }

    /** Fails by the name of each sequence flow that no test took; only after all of them, not after a chosen one. */
    @AfterAll
    static void everyFlowOfEveryProcessWasTaken() {
        fixture.close();
        if (RUN.size() == tests()) {
            assertThat(FLOWS.notTaken(
                            Set.of("model-promotion", "rollback", "emergency-change", "policy-change", "finding")))
                    .isEmpty();
        }
    }

    private static long tests() {
        return Arrays.stream(ProcessPathsIT.class.getDeclaredMethods())
                .filter(method ->
                        method.isAnnotationPresent(Test.class) || method.isAnnotationPresent(ParameterizedTest.class))
                .count();
    }

    @BeforeEach
    void note(TestInfo test) {
        RUN.add(test.getTestMethod().orElseThrow().getName());
    }

    @BeforeEach
    void forget() {
        DOMAIN.done.clear();
        DOMAIN.places.clear();
        DOMAIN.answers.clear();
        DOMAIN.due.clear();
        DOMAIN.open.clear();
        DOMAIN.refusal = null;
        DOMAIN.places.put("1", List.of(VALIDATOR));
        DOMAIN.places.put("2", List.of(FIRST_APPROVER, SECOND_APPROVER));
        DOMAIN.places.put("waivers", List.of(WAIVER));
        DOMAIN.places.put("confirmation", List.of(new SignOffSlot("risk-approver", "approved", 1, 1)));
        DOMAIN.places.put("review", List.of(REVIEWER));
        judged("met", true);
        DOMAIN.answers.put("apply", Map.of("canLapse", false));
        DOMAIN.answers.put("weigh-reviews", Map.of("upheld", true));
        DOMAIN.answers.put("close-review", Map.of("canLapse", false));
        DOMAIN.answers.put("publish", Map.of("dateHasCome", true));
    }

    @AfterEach
    void resetClock() {
        ClockUtil.reset();
    }

    @Test
    void promotionAsksRoundByRoundAndAppliesWhenTheLastOneHasSigned() {
        process.start("model-promotion", request, REQUESTER);

        assertThat(slots()).containsExactly(VALIDATOR);
        sign(VALIDATOR, false);
        assertThat(slots()).containsExactlyInAnyOrder(FIRST_APPROVER, SECOND_APPROVER);
        sign(SECOND_APPROVER, false);
        assertThat(DOMAIN.done).containsExactly("judge-thresholds by erin");
        sign(FIRST_APPROVER, false);

        assertThat(DOMAIN.done).containsExactly("judge-thresholds by erin", "apply by rita");
        assertThat(slots()).isEmpty();
        assertThat(path())
                .containsExactly(
                        "requested",
                        "judge-thresholds",
                        "thresholds-met",
                        "any-sign-off",
                        "any-rejected",
                        "apply",
                        "can-lapse",
                        "approved");
    }

    @Test
    void promotionThatNobodySignsIsAppliedAtOnce() {
        judged("met", false);
        process.start("model-promotion", request, REQUESTER);

        assertThat(path())
                .containsExactly(
                        "requested",
                        "judge-thresholds",
                        "thresholds-met",
                        "any-sign-off",
                        "apply",
                        "can-lapse",
                        "approved");
        assertThat(DOMAIN.done).containsExactly("judge-thresholds by erin", "apply by erin");
    }

    @Test
    void promotionClosesAtTheFirstRejectionWithoutWaitingForTheOthers() {
        process.start("model-promotion", request, REQUESTER);
        sign(VALIDATOR, false);
        sign(FIRST_APPROVER, true);

        assertThat(slots()).isEmpty();
        assertThat(path()).endsWith("any-rejected", "reject", "rejected");
        assertThat(DOMAIN.done).contains("reject by rita").doesNotContain("apply by rita");
    }

    @Test
    void rejectionInTheFirstRoundAsksNobodyOfTheSecond() {
        process.start("model-promotion", request, REQUESTER);
        sign(VALIDATOR, true);

        assertThat(slots()).isEmpty();
        assertThat(path()).endsWith("any-rejected", "reject", "rejected");
    }

    @Test
    void promotionBelowItsThresholdsIsRefusedBeforeAnybodyIsAsked() {
        judged("failed", true);
        process.start("model-promotion", request, REQUESTER);

        assertThat(path()).containsExactly("requested", "judge-thresholds", "thresholds-met", "refuse", "refused");
        assertThat(DOMAIN.open).isEmpty();
    }

    @Test
    void waiverThatIsGrantedLeadsOnToTheSignOffs() {
        judged("waivable", true);
        process.start("model-promotion", request, REQUESTER);
        assertThat(slots()).containsExactly(WAIVER);
        sign(WAIVER, false);

        assertThat(slots()).containsExactly(VALIDATOR);
        assertThat(path())
                .containsExactly(
                        "requested",
                        "judge-thresholds",
                        "thresholds-met",
                        "waivers-granted",
                        "grant-waivers",
                        "any-sign-off");
    }

    @Test
    void waiverThatIsNotGrantedEndsTheRequest() {
        judged("waivable", true);
        process.start("model-promotion", request, REQUESTER);
        sign(WAIVER, true);

        assertThat(path()).endsWith("waivers-granted", "refuse-waivers", "waivers-refused");
        assertThat(slots()).isEmpty();
    }

    @Test
    void overdueWaiverIsEscalatedAndStillWaitsForTheSamePerson() {
        judged("waivable", true);
        DOMAIN.due.put("waivers", Instant.now().plus(Duration.ofDays(3)));
        process.start("model-promotion", request, REQUESTER);
        passDays(4);

        assertThat(DOMAIN.done).contains("escalate-waivers by system:process-timer");
        assertThat(slots()).containsExactly(WAIVER);
    }

    @Test
    void overdueRoundIsEscalatedOnceAndStillWaitsForTheSamePersons() {
        DOMAIN.due.put("1", Instant.now().plus(Duration.ofDays(5)));
        process.start("model-promotion", request, REQUESTER);
        assertThat(fire(4)).isZero();
        passDays(6);

        assertThat(DOMAIN.done).containsExactly("judge-thresholds by erin", "escalate by system:process-timer");
        assertThat(slots()).containsExactly(VALIDATOR);
        assertThat(fire(60)).isZero();
        sign(VALIDATOR, false);
        assertThat(slots()).containsExactlyInAnyOrder(FIRST_APPROVER, SECOND_APPROVER);
    }

    @Test
    void approvalLapsesWhenItsValidityIsOver() {
        approved(true);
        assertThat(fire(364)).isZero();
        passDays(366);

        assertThat(path()).endsWith("in-force", "validity-over", "lapse", "lapsed");
        assertThat(DOMAIN.done).endsWith("lapse by system:process-timer");
    }

    @ParameterizedTest
    @CsvSource({"condition-broken, lapse-by-condition", "replaced, replaced-end"})
    void approvalEndsWhenSomethingHappens(String message, String step) {
        approved(true);
        assertThat(process.tell(request, message, SIGNER)).isTrue();

        assertThat(path()).contains("in-force", message, step);
        assertThat(ended()).isTrue();
        assertThat(process.tell(request, message, SIGNER)).isFalse();
    }

    @Test
    void rollbackLapsesWhenTheEarlierApprovalWouldHave() {
        rolledBack();
        assertThat(fire(364)).isZero();
        passDays(366);

        assertThat(path()).endsWith("can-lapse", "in-force", "validity-over", "lapse", "lapsed");
        assertThat(DOMAIN.done).endsWith("lapse by system:process-timer");
    }

    @ParameterizedTest
    @CsvSource({"condition-broken, lapse-by-condition", "replaced, replaced-end"})
    void rollbackEndsWhenSomethingHappens(String message, String step) {
        rolledBack();

        assertThat(process.tell(request, message, SIGNER)).isTrue();
        assertThat(path()).contains("in-force", message, step);
        assertThat(ended()).isTrue();
    }

    @Test
    void emergencyThatWasUpheldLapsesLikeAnyApproval() {
        upheld();
        passDays(366);

        assertThat(path()).endsWith("close-review", "can-lapse", "in-force", "validity-over", "lapse", "lapsed");
    }

    @ParameterizedTest
    @CsvSource({"condition-broken, lapse-by-condition", "replaced, replaced-end"})
    void emergencyThatWasUpheldEndsWhenSomethingHappens(String message, String step) {
        upheld();

        assertThat(process.tell(request, message, SIGNER)).isTrue();
        assertThat(path()).contains("in-force", message, step);
        assertThat(ended()).isTrue();
    }

    @Test
    void signOffIsRolledBackWhenTheTransitionIsRefused() {
        DOMAIN.places.remove("2");
        DOMAIN.refusal = new IllegalStateException("the seal is broken");
        process.start("model-promotion", request, REQUESTER);

        assertThatThrownBy(() -> sign(VALIDATOR, false)).isSameAs(DOMAIN.refusal);

        assertThat(fixture.engine
                        .getTaskService()
                        .createTaskQuery()
                        .processInstanceBusinessKey(request.toString())
                        .count())
                .isEqualTo(1);
    }

    @Test
    void endsWithoutDecisionWhenCancelled() {
        process.start("model-promotion", request, REQUESTER);
        process.cancel(request, "withdrawn");

        assertThat(slots()).isEmpty();
        assertThat(ended()).isTrue();
        assertThat(DOMAIN.done).containsExactly("judge-thresholds by erin");
    }

    @Test
    void rollbackIsAppliedWhenSigned() {
        DOMAIN.places.remove("2");
        process.start("rollback", request, REQUESTER);
        sign(VALIDATOR, false);

        assertThat(path()).containsExactly("requested", "any-rejected", "apply", "can-lapse", "approved");
    }

    @Test
    void rollbackIsClosedWhenRejected() {
        process.start("rollback", request, REQUESTER);
        sign(VALIDATOR, true);

        assertThat(path()).containsExactly("requested", "any-rejected", "reject", "rejected");
    }

    @Test
    void overdueRollbackIsEscalated() {
        DOMAIN.due.put("1", Instant.now().plus(Duration.ofDays(1)));
        process.start("rollback", request, REQUESTER);
        passDays(2);

        assertThat(DOMAIN.done).containsExactly("escalate by system:process-timer");
        assertThat(slots()).containsExactly(VALIDATOR);
    }

    @Test
    void emergencyIsAppliedAtOnceAndReviewedAfterwards() {
        emergencyApplied();
        assertThat(slots()).containsExactly(REVIEWER);
        sign(REVIEWER, false);

        assertThat(path())
                .containsExactly(
                        "requested",
                        "any-rejected",
                        "apply",
                        "weigh-reviews",
                        "upheld",
                        "close-review",
                        "can-lapse",
                        "reviewed");
    }

    @Test
    void emergencyThatIsNotUpheldIsStruckDown() {
        emergencyApplied();
        DOMAIN.answers.put("weigh-reviews", Map.of("upheld", false));
        sign(REVIEWER, true);

        assertThat(path()).endsWith("weigh-reviews", "upheld", "strike-down", "not-upheld");
    }

    @Test
    void overdueReviewIsEscalatedAndCannotBeSkipped() {
        DOMAIN.due.put("review", Instant.now().plus(Duration.ofDays(5)));
        emergencyApplied();
        passDays(6);

        assertThat(DOMAIN.done).endsWith("escalate-review by system:process-timer");
        assertThat(slots()).containsExactly(REVIEWER);
        sign(REVIEWER, false);
        assertThat(path()).endsWith("close-review", "can-lapse", "reviewed");
    }

    @Test
    void emergencyThatNobodyConfirmsExpires() {
        DOMAIN.due.put("confirmation", Instant.now().plus(Duration.ofHours(4)));
        process.start("emergency-change", request, REQUESTER);
        passDays(1);

        assertThat(path()).containsExactly("requested", "not-confirmed", "expire", "expired");
        assertThat(slots()).isEmpty();
    }

    @Test
    void emergencyThatIsRejectedIsClosed() {
        process.start("emergency-change", request, REQUESTER);
        sign(new SignOffSlot("risk-approver", "approved", 1, 1), true);

        assertThat(path()).containsExactly("requested", "any-rejected", "reject", "rejected");
    }

    @Test
    void policyChangeWhoseDateHasComeTakesEffectWhenItIsPublished() {
        process.start("policy-change", request, REQUESTER);
        assertThat(DOMAIN.open.values()).extracting(WaitingTask::group).containsExactly("risk-approver");

        complete("review", false);

        assertThat(path())
                .containsExactly("proposed", "review", "accepted", "publish", "date-come", "take-effect", "in-force");
        assertThat(DOMAIN.done).containsExactly("publish by rita", "take-effect by rita");
    }

    @Test
    void policyChangeIsPublishedAtOnceAndTakesEffectAtItsDate() {
        DOMAIN.answers.put("publish", Map.of("dateHasCome", false));
        DOMAIN.due.put("effective", Instant.now().plus(Duration.ofDays(30)));
        process.start("policy-change", request, REQUESTER);
        complete("review", false);
        assertThat(DOMAIN.done).containsExactly("publish by rita");
        assertThat(fire(29)).isZero();

        passDays(31);

        assertThat(path()).endsWith("publish", "date-come", "wait-for-date", "take-effect", "in-force");
        assertThat(DOMAIN.done).containsExactly("publish by rita", "take-effect by system:process-timer");
    }

    @Test
    void policyChangeIsClosedWhenItsReviewerRejectsIt() {
        process.start("policy-change", request, REQUESTER);

        complete("review", true);

        assertThat(path()).containsExactly("proposed", "review", "accepted", "reject", "rejected");
        assertThat(DOMAIN.done).containsExactly("reject by rita");
    }

    @Test
    void overduePolicyChangeIsEscalated() {
        DOMAIN.due.put("review", Instant.now().plus(Duration.ofDays(5)));
        process.start("policy-change", request, REQUESTER);
        passDays(6);

        assertThat(DOMAIN.done).containsExactly("escalate by system:process-timer");
        assertThat(DOMAIN.open).hasSize(1);
    }

    @Test
    void findingGoesToItsOwnerAndBackUntilTheRemedyIsAccepted() {
        process.start("finding", request, REQUESTER);
        complete("remedy", false);
        complete("accept", true);
        complete("remedy", false);
        complete("accept", false);

        assertThat(path())
                .containsSubsequence(
                        "raised", "remedy", "accept", "enough", "remedy", "accept", "enough", "close", "closed");
        assertThat(ended()).isTrue();
    }

    @Test
    void findingPastItsDueDateBreaksConditionsAndStillWantsItsRemedy() {
        DOMAIN.due.put("finding", Instant.now().plus(Duration.ofDays(30)));
        process.start("finding", request, REQUESTER);
        assertThat(fire(29)).isZero();
        passDays(31);

        assertThat(DOMAIN.done).containsExactly("break-conditions by system:process-timer");
        assertThat(DOMAIN.open.values()).extracting(WaitingTask::step).containsExactly("remedy");
        complete("remedy", false);
        complete("accept", false);
        assertThat(path()).contains("past-due", "overdue", "closed");
    }

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

    private static void judged(String verdict, boolean signOffs) {
        DOMAIN.answers.put("judge-thresholds", Map.of("thresholds", verdict, "signOffsRequired", signOffs));
    }

    private void approved(boolean canLapse) {
        judged("met", false);
        DOMAIN.answers.put("apply", Map.of("canLapse", canLapse));
        DOMAIN.due.put("validity", Instant.now().plus(Duration.ofDays(365)));
        process.start("model-promotion", request, REQUESTER);
    }

    private void rolledBack() {
        DOMAIN.places.remove("2");
        DOMAIN.answers.put("apply", Map.of("canLapse", true));
        DOMAIN.due.put("validity", Instant.now().plus(Duration.ofDays(365)));
        process.start("rollback", request, REQUESTER);
        sign(VALIDATOR, false);
    }

    private void upheld() {
        DOMAIN.answers.put("close-review", Map.of("canLapse", true));
        DOMAIN.due.put("validity", Instant.now().plus(Duration.ofDays(365)));
        emergencyApplied();
        sign(REVIEWER, false);
    }

    private void emergencyApplied() {
        process.start("emergency-change", request, REQUESTER);
        sign(new SignOffSlot("risk-approver", "approved", 1, 1), false);
    }

    private List<SignOffSlot> slots() {
        return DOMAIN.open.values().stream().map(WaitingTask::slot).toList();
    }

    private void sign(SignOffSlot slot, boolean negative) {
        WaitingTask task = DOMAIN.open.values().stream()
                .filter(open -> slot.equals(open.slot()))
                .findFirst()
                .orElseThrow();
        process.complete(request, task.id(), negative, SIGNER);
    }

    private void complete(String step, boolean negative) {
        WaitingTask task = DOMAIN.open.values().stream()
                .filter(open -> open.step().equals(step))
                .findFirst()
                .orElseThrow();
        process.complete(request, task.id(), negative, SIGNER);
    }

    private void passDays(int days) {
        assertThat(fire(days)).isEqualTo(1);
    }

    /** Moves the clock and runs the request's jobs that are due then. */
    private int fire(int days) {
        ClockUtil.setCurrentTime(Date.from(Instant.now().plus(Duration.ofDays(days))));
        List<Job> due = fixture.engine.getManagementService().createJobQuery().executable().list().stream()
                .filter(job -> job.getProcessInstanceId().equals(instance()))
                .toList();
        due.forEach(job -> fixture.engine.getManagementService().executeJob(job.getId()));
        return due.size();
    }

    private String instance() {
        return fixture.engine
                .getHistoryService()
                .createHistoricProcessInstanceQuery()
                .processInstanceBusinessKey(request.toString())
                .singleResult()
                .getId();
    }

    private boolean ended() {
        return fixture.engine
                        .getRuntimeService()
                        .createProcessInstanceQuery()
                        .processInstanceBusinessKey(request.toString())
                        .count()
                == 0;
    }

    /** Ids of the steps passed, in order, without the multi-instance sign-offs themselves. */
    private List<String> path() {
        return fixture
                .engine
                .getHistoryService()
                .createHistoricActivityInstanceQuery()
                .processInstanceId(instance())
                .orderPartiallyByOccurrence()
                .asc()
                .list()
                .stream()
                .filter(step -> !step.getActivityType().startsWith("multiInstance"))
                .map(HistoricActivityInstance::getActivityId)
                .filter(id -> !List.of(
                                "sign-off",
                                "rounds",
                                "round-begins",
                                "round-over",
                                "decide-waivers",
                                "confirm",
                                "handling",
                                "begin",
                                "closed-inside")
                        .contains(id))
                .filter(id ->
                        !(id.equals("review") && !DOMAIN.places.get("review").isEmpty() && isEmergency()))
                .toList();
    }

    private boolean isEmergency() {
        return fixture.engine
                .getHistoryService()
                .createHistoricProcessInstanceQuery()
                .processInstanceId(instance())
                .singleResult()
                .getProcessDefinitionKey()
                .equals("emergency-change");
    }
}
