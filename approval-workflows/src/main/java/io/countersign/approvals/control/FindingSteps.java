package io.countersign.approvals.control;

import io.countersign.approvals.entity.Finding;
import io.countersign.platform.actor.Actor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The steps of a finding. */
@ApplicationScoped
public class FindingSteps implements ProcessSteps {
    static final String PROCESS = "finding";
    static final String REMEDY = "remedy";
    static final String ACCEPT = "accept";

    @Inject
    Findings findings;

    @Override
    public Set<String> processes() {
        return Set.of(PROCESS);
    }

    @Override
    public About about(UUID requestId) {
        Finding finding = findings.find(requestId);
        return new About(finding.model(), "Finding: " + finding.title());
    }

    @Override
    public Optional<Instant> due(UUID requestId, String group) {
        return Optional.of(findings.find(requestId).dueAt());
    }

    @Override
    public Optional<Holder> holder(UUID requestId, String step) {
        Finding finding = findings.find(requestId);
        return step.equals(REMEDY) ? Optional.of(new Holder(finding.owner(), finding.ownerName())) : Optional.empty();
    }

    @Override
    public Map<String, Object> perform(String step, UUID requestId, String group, Actor actor) {
        switch (step) {
            case "break-conditions" -> findings.pastDue(requestId, actor);
            case "close" -> {
                // Closed by the person who accepted the remedy, in the same transaction.
            }
            default -> throw new IllegalStateException("there is no step " + step);
        }
        return Map.of();
    }
}
