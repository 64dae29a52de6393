package io.countersign.approvals.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.countersign.platform.problem.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.runtime.Job;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A job that fails is tried again, then stands still where everybody sees it; a process keeps the version that it began with. */
class EngineWatchIT {
    private static final SignOffSlot VALIDATOR = new SignOffSlot("validator", "validated", 1, 1);
    private final RecordedDomain domain = new RecordedDomain();
    private final UUID request = UUID.randomUUID();
    private EngineFixture fixture;
    private GovernedProcesses process;

    @BeforeEach
    void start() {
        domain.places.put("1", List.of(VALIDATOR));
        domain.answers.put("apply", Map.of("canLapse", false));
        domain.due.put("1", Instant.now().plus(Duration.ofDays(1)));
        fixture = new EngineFixture(domain);
        process = fixture.process();
        process.start("rollback", request, EngineFixture.person("erin"));
    }

    @AfterEach
    void stop() {
        ClockUtil.reset();
        fixture.close();
    }

    @Test
    void failedJobIsTriedThreeTimesThenIsAnIncidentThatCanBeTriedAgain() {
        domain.refusal = new IllegalStateException("the mail box is gone");
        domain.refused = "escalate";
        for (int attempt = 1; attempt <= 3; attempt++) {
            assertThat(fixture.watch().countStuck()).isZero();
            fail(attempt);
        }

        EngineWatch.Stuck stuck = fixture.watch().stuck(10).get(0);
        assertThat(stuck.requestId()).isEqualTo(request);
        assertThat(stuck.process()).isEqualTo("rollback");
        assertThat(stuck.step()).isEqualTo("overdue");
        assertThat(stuck.message()).contains("the mail box is gone");
        assertThat(fixture.watch().countStuck()).isEqualTo(1);
        assertThat(due(4)).as("it stands still").isEmpty();

        domain.refusal = null;
        fixture.watch().retry(stuck.id());
        due(4).forEach(job -> jobs().executeJob(job.getId()));
        assertThat(domain.done).containsExactly("escalate by system:process-timer");
        assertThat(fixture.watch().countStuck()).isZero();
        assertThatThrownBy(() -> fixture.watch().retry(stuck.id()))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        gone -> assertThat(gone.type().slug()).isEqualTo("not-found"));
    }

    @Test
    void processKeepsItsVersionAndIsMovedOnlyWhenAsked() {
        EngineFixture.deployNext(fixture.engine, "rollback");
        UUID later = UUID.randomUUID();
        process.start("rollback", later, EngineFixture.person("erin"));
        assertThat(fixture.watch().versions())
                .contains(new EngineWatch.Version("rollback", 2, 1), new EngineWatch.Version("rollback", 1, 1));
        assertThat(fixture.watch().picture(request).orElseThrow().bpmn()).doesNotContain("Next: ");
        assertThat(fixture.watch().picture(later).orElseThrow().bpmn()).contains("Next: ");

        assertThat(fixture.watch().migrate("rollback", 1, 2)).containsExactly(request);
        assertThat(fixture.watch().picture(request).orElseThrow().version()).isEqualTo(2);
        assertThat(fixture.watch().migrate("rollback", 1, 2)).isEmpty();
        due(1).forEach(job -> jobs().executeJob(job.getId()));
        assertThat(domain.done).as("its timer went along").contains("escalate by system:process-timer");
        String task = domain.open.values().stream()
                .filter(open -> open.requestId().equals(request))
                .findFirst()
                .orElseThrow()
                .id();
        process.complete(request, task, false, EngineFixture.person("rita"));
        assertThat(fixture.watch().picture(request).orElseThrow().passed()).contains("apply", "approved");
    }

    @Test
    void requestIsNotMovedToAProcessWhoseStepsDoNotCorrespond() {
        fixture.engine
                .getRepositoryService()
                .createDeployment()
                .addString(
                        "processes/rollback.bpmn",
                        "<definitions xmlns='http://www.omg.org/spec/BPMN/20100524/MODEL' targetNamespace='t'"
                                + " xmlns:camunda='http://camunda.org/schema/1.0/bpmn'><process id='rollback'"
                                + " isExecutable='true' camunda:historyTimeToLive='P1D'><startEvent id='a'/>"
                                + "<userTask id='another'/><sequenceFlow id='f' sourceRef='a' targetRef='another'/>"
                                + "</process></definitions>")
                .deploy();
        assertThatThrownBy(() -> fixture.watch().migrate("rollback", 1, 2))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        unfit -> assertThat(unfit.type().slug()).isEqualTo("conflict"));
        assertThat(fixture.watch().picture(request).orElseThrow().version()).isEqualTo(1);
    }

    /** The failure shows, and the next try waits a minute. */
    private void fail(int attempt) {
        List<Job> due = due(1 + attempt);
        assertThat(due).hasSize(1);
        assertThatThrownBy(() -> jobs().executeJob(due.get(0).getId())).isSameAs(domain.refusal);
    }

    private List<Job> due(int days) {
        ClockUtil.setCurrentTime(
                Date.from(Instant.now().plus(Duration.ofDays(days)).plusSeconds(60)));
        return jobs().createJobQuery().executable().list();
    }

    private ManagementService jobs() {
        return fixture.engine.getManagementService();
    }
}
