package io.countersign.approvals.control;

import io.countersign.approvals.entity.Promotion;
import io.countersign.approvals.entity.SignOff;
import io.countersign.approvals.policy.SignOffRule;
import java.util.List;

/**
 * How far a request has come.
 *
 * @param steps one for each required sign-off
 */
public record Progress(List<Step> steps) {
    public Progress {
        steps = List.copyOf(steps);
    }

    /**
     * A required sign-off and how far it is.
     *
     * @param rule what is required
     * @param given how many have been given
     */
    public record Step(SignOffRule rule, int given) {
        private boolean incomplete() {
            return given < rule.count();
        }

        private SignOffRule rest() {
            return rule.times(rule.count() - given);
        }
    }

    static Progress of(Promotion promotion, List<SignOff> signOffs) {
        return new Progress(promotion.requiredSignOffs().stream()
                .map(rule -> new Step(rule, given(rule, signOffs)))
                .toList());
    }

    /** What is still to be given. */
    List<SignOffRule> missing() {
        return steps.stream().filter(Step::incomplete).map(Step::rest).toList();
    }

    private static int given(SignOffRule rule, List<SignOff> signOffs) {
        return (int) signOffs.stream()
                .filter(signOff ->
                        signOff.role().equals(rule.role()) && signOff.meaning().equals(rule.meaning()))
                .count();
    }
}
