package io.countersign.approvals.control;

import io.countersign.approvals.engine.ProcessDomain;
import io.countersign.approvals.engine.SignOffSlot;
import io.countersign.approvals.engine.WaitingTask;
import io.countersign.platform.actor.Actor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/** The domain as processes see it: hands each question to the steps of its process. */
@ApplicationScoped
public class GovernedSteps implements ProcessDomain {

    @PersistenceContext(unitName = "approvals")
    EntityManager entities;

    @Inject
    Instance<ProcessSteps> all;

    @Inject
    TaskBook tasks;

    private final Map<String, ProcessSteps> byProcess = new ConcurrentHashMap<>();

    @Override
    public List<String> rounds(String process, UUID requestId) {
        return steps(process).rounds(requestId);
    }

    @Override
    public List<SignOffSlot> places(String process, UUID requestId, String group) {
        return steps(process).rules(requestId, group).stream()
                .flatMap(rule -> IntStream.rangeClosed(1, rule.count())
                        .mapToObj(ordinal -> new SignOffSlot(rule.role(), rule.meaning(), ordinal, rule.round())))
                .toList();
    }

    @Override
    public Optional<Instant> due(String process, UUID requestId, String group) {
        return steps(process).due(requestId, group);
    }

    /** Written at once: what the database refuses is then the step's own failure, and an incident names it. */
    @Override
    public Map<String, Object> perform(String process, String step, UUID requestId, String group, Actor actor) {
        Map<String, Object> variables = steps(process).perform(step, requestId, group, actor);
        entities.flush();
        return variables;
    }

    @Override
    public void taskOpened(WaitingTask task) {
        ProcessSteps steps = steps(task.process());
        tasks.opened(task, steps.about(task.requestId()), steps.holder(task.requestId(), task.step()));
    }

    @Override
    public void taskClosed(String taskId) {
        tasks.closed(taskId);
    }

    private ProcessSteps steps(String process) {
        return byProcess.computeIfAbsent(process, key -> all.stream()
                .filter(steps -> steps.processes().contains(key))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no steps for the process " + key)));
    }
}
