package io.countersign.approvals.control;

import io.countersign.approvals.entity.Approval;
import io.countersign.approvals.entity.Finding;
import io.countersign.approvals.entity.Policy;
import io.countersign.approvals.entity.Promotion;
import io.countersign.approvals.entity.Severity;
import io.countersign.approvals.policy.SignOffRule;
import io.countersign.platform.actor.Actor;
import io.countersign.platform.actor.Role;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;

/** What comes of the review of a break-glass change. Nothing but the sign-offs of its reviewers ends it. */
@ApplicationScoped
public class ReviewOutcome {
    private static final List<SignOffRule> AT_LEAST =
            List.of(new SignOffRule(Role.VALIDATOR.wireName(), "reviewed", 1, 0, 1, 5, 0));

    @Inject
    Promotions promotions;

    @Inject
    Policies policies;

    @Inject
    Assessments assessments;

    @Inject
    Reviews reviews;

    @Inject
    Approvals approvals;

    @Inject
    Findings findings;

    @Inject
    Escalation escalation;

    @Inject
    BusinessDays days;

    @Inject
    Trail trail;

    @Inject
    Times times;

    /** Opens it with the reviewers that the pinned policy names; a policy that names none does not get around it. */
    void open(Promotion promotion) {
        Policy pinned = policies.find(promotion.policy().version()).orElseThrow();
        List<SignOffRule> named =
                assessments.reviewers(pinned, promotion.frozen().tier(), promotion.intent());
        List<SignOffRule> required = named.isEmpty() ? AT_LEAST : named;
        int dueDays = required.stream()
                .map(SignOffRule::dueDays)
                .filter(due -> due > 0)
                .min(Integer::compare)
                .orElse(5);
        reviews.open(promotion, required, days.after(times.now(), dueDays));
    }

    boolean upheld(UUID requestId) {
        return promotions.signOffs(requestId).stream()
                .noneMatch(signOff -> signOff.meaning().equals(GiveSignOff.REJECTED));
    }

    /** Past its deadline: the model stands still until it is done. */
    void overdue(UUID requestId, Actor actor) {
        Promotion promotion = promotions.lock(requestId);
        reviews.get(requestId).overdue(times.now());
        trail.append(promotion, actor, Trail.event("review.overdue", promotion).build());
        escalation.notices(requestId);
    }

    void close(UUID requestId, boolean upheld, Actor actor) {
        Promotion promotion = promotions.lock(requestId);
        reviews.get(requestId).close(upheld, times.now());
        trail.append(
                promotion,
                actor,
                Trail.event("review.closed", promotion).fact("upheld", upheld).build());
        if (!upheld) {
            approvals.lapse(requestId, Approval.REVIEW_NOT_UPHELD, actor);
            findings.raised(notUpheld(promotion), List.of(), actor);
        }
    }

    private Finding.Found notUpheld(Promotion promotion) {
        return new Finding.Found(
                promotion.intent().model(),
                promotion.intent().version(),
                promotion.id(),
                "Break-glass change not upheld",
                "change-management",
                "The retrospective review did not uphold " + promotion.intent().text() + ".",
                Severity.CRITICAL,
                promotion.involved().requester(),
                promotion.involved().requesterName(),
                days.after(times.now(), 2));
    }
}
