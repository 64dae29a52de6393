package io.countersign.approvals.engine;

import java.util.Date;
import java.util.List;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.jspecify.annotations.Nullable;

/** The bean {@code signOffs} of the process models. Public for the expressions' reflection alone. */
public final class RequiredSignOffs {
    private final ProcessDomain domain;

    RequiredSignOffs(ProcessDomain domain) {
        this.domain = domain;
    }

    /** One text for each round. */
    public List<String> rounds(DelegateExecution execution) {
        return domain.rounds(DomainStep.process(execution), ProcessVariables.requestId(execution));
    }

    /** One text for each task of a group. */
    public List<String> places(DelegateExecution execution, String group) {
        return domain.places(DomainStep.process(execution), ProcessVariables.requestId(execution), group).stream()
                .map(SignOffSlot::text)
                .toList();
    }

    /** The candidate group of a task. */
    public String role(String signOff) {
        return SignOffSlot.parse(signOff).role();
    }

    /** When a group is overdue; null without a date. */
    public @Nullable Date due(DelegateExecution execution, String group) {
        return domain.due(DomainStep.process(execution), ProcessVariables.requestId(execution), group)
                .map(Date::from)
                .orElse(null);
    }

    /** The same for a timer, which must have a date: without one it is set to where nobody gets. */
    public Date timer(DelegateExecution execution, String group) {
        Date due = due(execution, group);
        return due == null ? Date.from(java.time.Instant.parse("9999-01-01T00:00:00Z")) : due;
    }
}
