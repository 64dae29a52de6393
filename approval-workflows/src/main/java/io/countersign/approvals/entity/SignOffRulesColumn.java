package io.countersign.approvals.entity;

import io.countersign.approvals.policy.SignOffRule;
import jakarta.persistence.Converter;

/** Required sign-offs as JSON. */
@Converter
public class SignOffRulesColumn extends JsonColumn<SignOffRule> {
    public SignOffRulesColumn() {
        super(SignOffRule.class);
    }
}
