package io.countersign.approvals.engine;

import io.countersign.platform.actor.Actor;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The domain's side of the port, saying what a test wants and remembering what it was asked. */
final class RecordedDomain implements ProcessDomain {
    final List<String> done = new ArrayList<>();
    final Map<String, List<SignOffSlot>> places = new LinkedHashMap<>();
    final Map<String, Map<String, Object>> answers = new HashMap<>();
    final Map<String, Instant> due = new HashMap<>();
    final Map<String, WaitingTask> open = new LinkedHashMap<>();
    RuntimeException refusal;

    /** The step that refuses. */
    String refused = "apply";

    @Override
    public List<String> rounds(String process, UUID requestId) {
        return places.keySet().stream().filter(group -> group.matches("\\d+")).toList();
    }

    @Override
    public List<SignOffSlot> places(String process, UUID requestId, String group) {
        return places.getOrDefault(group, List.of());
    }

    @Override
    public Optional<Instant> due(String process, UUID requestId, String group) {
        return Optional.ofNullable(due.get(group));
    }

    @Override
    public Map<String, Object> perform(String process, String step, UUID requestId, String group, Actor actor) {
        if (refusal != null && step.equals(refused)) {
            throw refusal;
        }
        done.add(step + " by " + actor.subject());
        return answers.getOrDefault(step, Map.of());
    }

    @Override
    public void taskOpened(WaitingTask task) {
        open.put(task.id(), task);
    }

    @Override
    public void taskClosed(String taskId) {
        open.remove(taskId);
    }
}
