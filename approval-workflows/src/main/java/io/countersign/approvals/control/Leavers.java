package io.countersign.approvals.control;

import io.countersign.platform.actor.PersonLeft;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

/** A person left: what they held goes back to the groups, in the transaction that records it. */
@ApplicationScoped
public class Leavers {

    @Inject
    HandTasks hands;

    @Inject
    People people;

    void left(@Observes PersonLeft event) {
        people.left(event.subject());
        hands.left(event.subject(), event.by());
    }
}
