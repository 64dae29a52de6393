package io.countersign.approvals.control;

import io.countersign.approvals.engine.DecisionTables;
import io.countersign.approvals.entity.Promotion;
import io.countersign.approvals.entity.RequestKind;
import io.countersign.approvals.policy.MetricJudgement;
import io.countersign.approvals.policy.PolicyTables;
import io.countersign.approvals.policy.Question;
import io.countersign.approvals.policy.SignOffRule;
import io.countersign.approvals.policy.ThresholdResult;
import io.countersign.platform.paging.PageToken;
import io.countersign.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.UUID;

/** Judges past requests by tables that are only proposed, from the evidence that was frozen then. */
@ApplicationScoped
@Transactional
public class BackTest {

    @Inject
    Promotions promotions;

    @Inject
    DecisionTables tables;

    /**
     * How one request would have fared.
     *
     * @param promotionId the request
     * @param model its model
     * @param version its version
     * @param target what it was for
     * @param passedThen whether its thresholds were met
     * @param wouldPass whether the proposed ones would be
     * @param thresholds the proposed results
     * @param requiredSignOffs who would have had to sign
     */
    public record Outcome(
            UUID promotionId,
            String model,
            int version,
            String target,
            boolean passedThen,
            boolean wouldPass,
            List<ThresholdResult> thresholds,
            List<SignOffRule> requiredSignOffs) {
        public boolean changed() {
            return passedThen != wouldPass;
        }
    }

    /** The newest requests, at most so many. @throws ProblemException (invalid) for tables that are none */
    public List<Outcome> of(PolicyTables proposed, int atMost) {
        try {
            tables.requireReadable(proposed);
        } catch (IllegalArgumentException unfit) {
            throw ProblemException.invalid(String.valueOf(unfit.getMessage()));
        }
        return promotions.list(null, null, new PageToken(0), atMost).stream()
                .filter(promotion -> promotion.kind() != RequestKind.ROLLBACK)
                .limit(atMost)
                .map(promotion -> outcome(promotion, proposed))
                .toList();
    }

    private Outcome outcome(Promotion promotion, PolicyTables proposed) {
        Question question = new Question(
                promotion.frozen().tier(),
                promotion.intent().target(),
                promotion.kind().wireName());
        FrozenNumbers numbers = FrozenNumbers.of(promotion);
        List<ThresholdResult> results = new MetricJudgement(numbers.sources(), numbers.champion(), "proposed")
                .judge(tables.thresholds(proposed, question));
        return new Outcome(
                promotion.id(),
                promotion.intent().model(),
                promotion.intent().version(),
                promotion.intent().target(),
                promotion.thresholds().stream().noneMatch(ThresholdResult::failed),
                results.stream().noneMatch(ThresholdResult::failed),
                results,
                tables.requiredSignOffs(proposed, question).stream()
                        .filter(rule -> rule.count() > 0)
                        .toList());
    }
}
