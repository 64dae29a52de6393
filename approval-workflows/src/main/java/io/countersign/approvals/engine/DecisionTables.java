package io.countersign.approvals.engine;

import io.countersign.approvals.policy.PolicyTables;
import io.countersign.approvals.policy.Question;
import io.countersign.approvals.policy.SignOffRule;
import io.countersign.approvals.policy.Threshold;
import java.util.List;

/** Evaluates the decision tables of a policy, from exactly the bytes that are given. */
public interface DecisionTables {

    /** @throws IllegalArgumentException when they are not the two decision tables of a policy, or hold anything but plain FEEL */
    void requireReadable(PolicyTables tables);

    /** Thresholds that a version must keep; empty when the policy asks for none. */
    List<Threshold> thresholds(PolicyTables tables, Question question);

    /** What the policy says about sign-offs; empty when it says nothing about the stage, which closes it. */
    List<SignOffRule> requiredSignOffs(PolicyTables tables, Question question);
}
