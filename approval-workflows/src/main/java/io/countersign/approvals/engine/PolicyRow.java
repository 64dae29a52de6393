package io.countersign.approvals.engine;

import io.countersign.approvals.policy.Baseline;
import io.countersign.approvals.policy.Comparator;
import io.countersign.approvals.policy.SignOffRule;
import io.countersign.approvals.policy.Supplier;
import io.countersign.approvals.policy.Threshold;
import org.camunda.bpm.dmn.engine.DmnDecisionResultEntries;

/** A row of a decision table that matched. Columns that a policy of the first form lacks have their old meaning. */
record PolicyRow(DmnDecisionResultEntries outputs) {

    Threshold threshold() {
        String supplier = optionalText("supplier");
        return new Threshold(
                text("metric"),
                optionalText("slice"),
                Comparator.of(text("comparator")),
                number("limit").doubleValue(),
                Baseline.of(optionalText("baseline")),
                new Threshold.Demanded(
                        supplier.isEmpty() ? null : Supplier.of(supplier),
                        optionalText("dataset"),
                        optionalText("split")));
    }

    SignOffRule signOff() {
        return new SignOffRule(
                text("role"),
                text("meaning"),
                number("count").intValue(),
                number("validityDays").intValue(),
                optionalNumber("round", 1),
                optionalNumber("dueDays", 0),
                optionalNumber("stepUpMinutes", 0));
    }

    private String text(String output) {
        if (outputs.getEntry(output) instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException("a row of the policy has no " + output);
    }

    private String optionalText(String output) {
        return outputs.getEntry(output) instanceof String text ? text : "";
    }

    private Number number(String output) {
        if (outputs.getEntry(output) instanceof Number number) {
            return number;
        }
        throw new IllegalArgumentException("a row of the policy has no " + output);
    }

    private int optionalNumber(String output, int otherwise) {
        return outputs.getEntry(output) instanceof Number number ? number.intValue() : otherwise;
    }
}
