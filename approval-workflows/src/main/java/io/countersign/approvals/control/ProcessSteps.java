package io.countersign.approvals.control;

import io.countersign.approvals.policy.SignOffRule;
import io.countersign.platform.actor.Actor;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** What one kind of process asks of the domain; see {@link io.countersign.approvals.engine.ProcessDomain}. */
interface ProcessSteps {

    /** Keys of the processes that these are the steps of. */
    Set<String> processes();

    /** What the request's tasks are about, for the task list. */
    About about(UUID requestId);

    /** What must be signed in a group of places. */
    default List<SignOffRule> rules(UUID requestId, String group) {
        return List.of();
    }

    /** The rounds of sign-offs, in their order. */
    default List<String> rounds(UUID requestId) {
        return List.of();
    }

    /** Until when a group is to be done. */
    Optional<Instant> due(UUID requestId, String group);

    /** Does the step of that name. */
    Map<String, Object> perform(String step, UUID requestId, String group, Actor actor);

    /** Who alone can do the tasks of a step; empty for a task of a group. */
    default Optional<Holder> holder(UUID requestId, String step) {
        return Optional.empty();
    }

    /**
     * What a task is about.
     *
     * @param model the model, empty when it concerns none
     * @param title for people
     */
    record About(String model, String title) {}

    /** A person who is waited for by name. */
    record Holder(String subject, String name) {}
}
