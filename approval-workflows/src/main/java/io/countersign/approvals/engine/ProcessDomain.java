package io.countersign.approvals.engine;

import io.countersign.platform.actor.Actor;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What processes ask of the domain. A process orders the steps; every rule is behind these methods. All of them join the
 * transaction in which the process moves.
 */
public interface ProcessDomain {

    /** The rounds of sign-offs, in their order; the same at each call. */
    List<String> rounds(String process, UUID requestId);

    /** The places to be filled in a group of sign-offs: a round, {@code waivers}, {@code review}. */
    List<SignOffSlot> places(String process, UUID requestId, String group);

    /** Until when the tasks of a group, or what is named so, are to be done, if they begin now. */
    Optional<Instant> due(String process, UUID requestId, String group);

    /**
     * Does a step. Whatever it throws undoes what led here.
     *
     * @param step id of the service task
     * @param group the round in which it stands; empty outside rounds
     * @return variables that the gateways of the process look at
     */
    Map<String, Object> perform(String process, String step, UUID requestId, String group, Actor actor);

    /** A task has come up. */
    void taskOpened(WaitingTask task);

    /** A task is no longer there: done, or gone with its process. */
    void taskClosed(String taskId);
}
