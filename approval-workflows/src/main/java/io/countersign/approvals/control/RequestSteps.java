package io.countersign.approvals.control;

import io.countersign.approvals.entity.Approval;
import io.countersign.approvals.entity.Promotion;
import io.countersign.approvals.entity.RequestKind;
import io.countersign.approvals.entity.RetrospectiveReview;
import io.countersign.approvals.policy.SignOffRule;
import io.countersign.approvals.policy.ThresholdResult;
import io.countersign.platform.actor.Actor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** The steps of promotions, rollbacks and break-glass changes. */
@ApplicationScoped
public class RequestSteps implements ProcessSteps {
    /** A break-glass change that nobody confirms within this time is over. */
    static final Duration CONFIRMATION = Duration.ofHours(4);

    @Inject
    Promotions promotions;

    @Inject
    PromotionOutcome outcome;

    @Inject
    Approvals approvals;

    @Inject
    Reviews reviews;

    @Inject
    ReviewOutcome reviewOutcome;

    @Inject
    Waivers waivers;

    @Inject
    Escalation escalation;

    @Inject
    BusinessDays days;

    @Inject
    Times times;

    @Override
    public Set<String> processes() {
        return Arrays.stream(RequestKind.values()).map(RequestKind::process).collect(Collectors.toSet());
    }

    @Override
    public About about(UUID requestId) {
        Promotion promotion = promotions.get(requestId);
        return new About(promotion.intent().model(), promotion.intent().text());
    }

    @Override
    public List<String> rounds(UUID requestId) {
        return promotions.get(requestId).requiredSignOffs().stream()
                .map(SignOffRule::round)
                .filter(round -> round != SignOffRule.WAIVERS)
                .distinct()
                .sorted()
                .map(round -> Integer.toString(round))
                .toList();
    }

    @Override
    public List<SignOffRule> rules(UUID requestId, String group) {
        return switch (group) {
            case "waivers" -> inRound(requestId, SignOffRule.WAIVERS);
            case "confirmation" -> promotions.get(requestId).requiredSignOffs();
            case "review" -> reviews.get(requestId).required();
            default -> inRound(requestId, Integer.parseInt(group));
        };
    }

    private List<SignOffRule> inRound(UUID requestId, int round) {
        return promotions.get(requestId).requiredSignOffs().stream()
                .filter(rule -> rule.round() == round)
                .toList();
    }

    @Override
    public Optional<Instant> due(UUID requestId, String group) {
        return switch (group) {
            case "validity" -> approvals.find(requestId).flatMap(Approval::validUntil);
            case "confirmation" -> Optional.of(times.now().plus(CONFIRMATION));
            case "review" -> reviews.find(requestId).map(RetrospectiveReview::dueAt);
            default ->
                rules(requestId, group).stream()
                        .map(SignOffRule::dueDays)
                        .filter(dueDays -> dueDays > 0)
                        .min(Integer::compare)
                        .map(dueDays -> days.after(times.now(), dueDays));
        };
    }

    @Override
    public Map<String, Object> perform(String step, UUID requestId, String group, Actor actor) {
        switch (step) {
            case "judge-thresholds" -> {
                return judge(promotions.get(requestId));
            }
            case "apply" -> {
                outcome.apply(requestId, actor);
                return Map.of("canLapse", approvals.canLapse(requestId));
            }
            case "close-review" -> {
                reviewOutcome.close(requestId, true, actor);
                return Map.of("canLapse", approvals.canLapse(requestId));
            }
            case "weigh-reviews" -> {
                return Map.of("upheld", reviewOutcome.upheld(requestId));
            }
            case "grant-waivers" -> waivers.grant(promotions.lock(requestId), actor);
            case "refuse" -> outcome.refuse(requestId, actor);
            case "refuse-waivers", "reject" -> outcome.reject(requestId, actor);
            case "expire" -> outcome.expire(requestId, actor);
            case "lapse" -> approvals.lapse(requestId, Approval.EXPIRED, actor);
            case "lapse-by-condition" -> approvals.lapse(requestId, Approval.CONDITION_BROKEN, actor);
            case "escalate", "escalate-waivers" -> escalation.of(requestId, actor);
            case "escalate-review" -> reviewOutcome.overdue(requestId, actor);
            case "strike-down" -> reviewOutcome.close(requestId, false, actor);
            default -> throw new IllegalStateException("there is no step " + step);
        }
        return Map.of();
    }

    /** What the pinned table said when the evidence was frozen. */
    private static Map<String, Object> judge(Promotion promotion) {
        List<ThresholdResult> failed =
                promotion.thresholds().stream().filter(ThresholdResult::failed).toList();
        boolean waivable = failed.stream().allMatch(result -> promotion.waivers().stream()
                .anyMatch(asked -> asked.metric().equals(result.metric())));
        boolean asked = !promotion.waivers().isEmpty();
        return Map.of(
                "thresholds",
                failed.isEmpty() && !asked ? "met" : waivable ? "waivable" : "failed",
                "signOffsRequired",
                promotion.requiredSignOffs().stream().anyMatch(rule -> rule.round() != SignOffRule.WAIVERS));
    }
}
