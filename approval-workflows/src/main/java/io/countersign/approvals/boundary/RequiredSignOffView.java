package io.countersign.approvals.boundary;

import io.countersign.approvals.control.Progress;

/** A required sign-off and how many have been given. */
public record RequiredSignOffView(String role, String meaning, int count, int given) {
    static RequiredSignOffView from(Progress.Step step) {
        return new RequiredSignOffView(
                step.rule().role(), step.rule().meaning(), step.rule().count(), step.given());
    }
}
