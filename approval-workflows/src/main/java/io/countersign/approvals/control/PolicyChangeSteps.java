package io.countersign.approvals.control;

import io.countersign.approvals.entity.PolicyChange;
import io.countersign.platform.actor.Actor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The steps of a change of policy. */
@ApplicationScoped
public class PolicyChangeSteps implements ProcessSteps {
    static final String PROCESS = "policy-change";
    private static final int DUE_DAYS = 5;

    @Inject
    PolicyChanges changes;

    @Inject
    Escalation escalation;

    @Inject
    BusinessDays days;

    @Inject
    Times times;

    @Override
    public Set<String> processes() {
        return Set.of(PROCESS);
    }

    @Override
    public About about(UUID requestId) {
        PolicyChange change = changes.get(requestId);
        return new About("", "Change of policy: " + change.kind() + " " + change.subject());
    }

    @Override
    public Optional<Instant> due(UUID requestId, String group) {
        return Optional.of(
                group.equals("effective") ? changes.get(requestId).effectiveFrom() : days.after(times.now(), DUE_DAYS));
    }

    @Override
    public Map<String, Object> perform(String step, UUID requestId, String group, Actor actor) {
        switch (step) {
            case "publish" -> {
                return Map.of("dateHasCome", changes.publish(requestId, actor));
            }
            case "take-effect" -> changes.takeEffect(requestId, actor);
            case "reject" -> changes.reject(requestId, actor);
            case "escalate" -> changes.escalated(requestId, escalation.notices(requestId), actor);
            default -> throw new IllegalStateException("there is no step " + step);
        }
        return Map.of();
    }
}
