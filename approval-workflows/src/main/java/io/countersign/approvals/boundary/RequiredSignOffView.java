package io.countersign.approvals.boundary;

import io.countersign.approvals.control.Progress;
import io.countersign.approvals.policy.SignOffRule;

/** A required sign-off and how many have been given. */
public record RequiredSignOffView(
        String role,
        String meaning,
        int count,
        int given,
        int round,
        int dueDays,
        int validityDays,
        int stepUpMinutes) {
    static RequiredSignOffView from(Progress.Step step) {
        return of(step.rule(), step.given());
    }

    static RequiredSignOffView of(SignOffRule rule, int given) {
        return new RequiredSignOffView(
                rule.role(),
                rule.meaning(),
                rule.count(),
                given,
                rule.round(),
                rule.dueDays(),
                rule.validityDays(),
                rule.stepUpMinutes());
    }
}
