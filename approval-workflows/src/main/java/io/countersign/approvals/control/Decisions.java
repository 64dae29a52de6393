package io.countersign.approvals.control;

import io.countersign.approvals.entity.Promotion;
import io.countersign.approvals.entity.SignOff;
import io.countersign.approvals.policy.SignOffRule;
import io.countersign.approvals.policy.ThresholdResult;
import io.countersign.audit.AuditEvent;
import io.countersign.registry.RequiredSignOff;
import io.countersign.registry.TransitionDecision;
import io.countersign.registry.TransitionDemand;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A request in the forms that the registry checks and the ledger keeps. */
final class Decisions {
    private Decisions() {}

    static TransitionDemand demand(Promotion promotion) {
        return new TransitionDemand(
                promotion.id(),
                promotion.intent().transition(),
                promotion.involved().requester(),
                promotion.involved().developer(),
                promotion.involved().registrar(),
                promotion.policy().text(),
                promotion.policy().digest(),
                promotion.frozen().digest(),
                promotion.frozen().sealDigest(),
                promotion.requiredSignOffs().stream()
                        .map(rule -> new RequiredSignOff(
                                rule.role(),
                                rule.meaning(),
                                rule.count(),
                                rule.round(),
                                rule.validityDays(),
                                rule.stepUpMinutes() * 60))
                        .toList(),
                promotion.involved().policyAuthor());
    }

    static TransitionDecision decision(Promotion promotion, List<SignOff> signOffs) {
        return new TransitionDecision(
                promotion.id(),
                promotion.policy().digest(),
                promotion.frozen().digest(),
                signOffs.stream().map(SignOff::given).toList());
    }

    /** What was asked, by whom, and what the policy said of it. */
    static AuditEvent asked(String action, Promotion promotion) {
        return asked(Trail.event(action, promotion), promotion)
                .disclose("rationale", promotion.intent().rationale())
                .build();
    }

    private static AuditEvent.Builder asked(AuditEvent.Builder event, Promotion promotion) {
        return event.fact("request", promotion.kind().wireName())
                .fact("resubmits", promotion.resubmits().map(UUID::toString).orElse(null))
                .fact("archiveExisting", promotion.intent().archiveExisting())
                .fact("tier", promotion.frozen().tier())
                .fact("runId", promotion.frozen().runId())
                .fact("sealDigest", promotion.frozen().sealDigest())
                .fact("requester", promotion.involved().requester())
                .fact("developer", promotion.involved().developer())
                .fact("registrar", promotion.involved().registrar())
                .fact(
                        "thresholds",
                        promotion.thresholds().stream().map(Decisions::fact).toList())
                .fact(
                        "requiredSignOffs",
                        promotion.requiredSignOffs().stream()
                                .map(SignOffRule::text)
                                .toList());
    }

    private static Map<String, Object> fact(ThresholdResult result) {
        Map<String, Object> fact = new LinkedHashMap<>();
        fact.put("metric", result.metric());
        fact.put("comparator", result.comparator().symbol());
        fact.put("limit", Double.toString(result.limit()));
        fact.put("value", result.value() == null ? "missing" : Double.toString(result.value()));
        fact.put("verdict", result.verdict().wireName());
        fact.put("slice", result.slice() == null ? "" : result.slice());
        fact.put("baseline", result.baseline() == null ? "" : result.baseline().text());
        fact.put("run", result.origin() == null ? "" : result.origin().run());
        fact.put(
                "supplier",
                result.origin() == null ? "" : result.origin().supplier().wireName());
        return fact;
    }
}
