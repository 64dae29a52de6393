package io.countersign.approvals.engine;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.camunda.bpm.engine.history.HistoricActivityInstance;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.runtime.Job;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.params.ParameterizedTest;

/** The engine with the shipped processes before a recorded domain: a request is walked through its process; timers by a controlled clock. */
abstract class ProcessWalk {
    static final SignOffSlot VALIDATOR = new SignOffSlot("validator", "validated", 1, 1);
    static final SignOffSlot FIRST_APPROVER = new SignOffSlot("risk-approver", "approved", 1, 2);
    static final SignOffSlot SECOND_APPROVER = new SignOffSlot("risk-approver", "approved", 2, 2);
    static final SignOffSlot WAIVER = new SignOffSlot("risk-approver", "waived", 1, 0);
    static final SignOffSlot REVIEWER = new SignOffSlot("validator", "reviewed", 1, 1);
    static final Actor REQUESTER = EngineFixture.person("erin");
    static final Actor SIGNER = EngineFixture.person("rita");

    static final RecordedDomain DOMAIN = new RecordedDomain();
    private static final Set<String> RUN = new HashSet<>();
    static EngineFixture fixture;
    static GovernedProcesses process;
    private static TakenFlows flows = new TakenFlows();

    final UUID request = UUID.randomUUID();

    @BeforeAll
    static void start() {
        RUN.clear();
        flows = new TakenFlows();
        fixture = new EngineFixture(DOMAIN, flows);
        process = fixture.process();
    }

    @AfterAll
    static void stop() {
        fixture.close();
    }

    /** Fails by the name of each sequence flow that no test of the class took; only after all of them, not after a chosen one. */
    static void everyFlowWasTaken(Class<?> tests, String... processes) {
        if (RUN.size() == tests(tests)) {
            assertThat(flows.notTaken(Set.of(processes))).isEmpty();
        }
    }

    private static long tests(Class<?> tests) {
        return Arrays.stream(tests.getDeclaredMethods())
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

    static void judged(String verdict, boolean signOffs) {
        DOMAIN.answers.put("judge-thresholds", Map.of("thresholds", verdict, "signOffsRequired", signOffs));
    }

    List<SignOffSlot> slots() {
        return DOMAIN.open.values().stream().map(WaitingTask::slot).toList();
    }

    void sign(SignOffSlot slot, boolean negative) {
        WaitingTask task = DOMAIN.open.values().stream()
                .filter(open -> slot.equals(open.slot()))
                .findFirst()
                .orElseThrow();
        process.complete(request, task.id(), negative, SIGNER);
    }

    void complete(String step, boolean negative) {
        WaitingTask task = DOMAIN.open.values().stream()
                .filter(open -> open.step().equals(step))
                .findFirst()
                .orElseThrow();
        process.complete(request, task.id(), negative, SIGNER);
    }

    void passDays(int days) {
        assertThat(fire(days)).isEqualTo(1);
    }

    /** Moves the clock and runs the request's jobs that are due then. */
    int fire(int days) {
        ClockUtil.setCurrentTime(Date.from(Instant.now().plus(Duration.ofDays(days))));
        List<Job> due = fixture.engine.getManagementService().createJobQuery().executable().list().stream()
                .filter(job -> job.getProcessInstanceId().equals(instance()))
                .toList();
        due.forEach(job -> fixture.engine.getManagementService().executeJob(job.getId()));
        return due.size();
    }

    String instance() {
        return fixture.engine
                .getHistoryService()
                .createHistoricProcessInstanceQuery()
                .processInstanceBusinessKey(request.toString())
                .singleResult()
                .getId();
    }

    boolean ended() {
        return fixture.engine
                        .getRuntimeService()
                        .createProcessInstanceQuery()
                        .processInstanceBusinessKey(request.toString())
                        .count()
                == 0;
    }

    /** Ids of the steps passed, in order, without the multi-instance sign-offs themselves. */
    List<String> path() {
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
