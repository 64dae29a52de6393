package io.countersign.approvals.control;

import io.countersign.approvals.entity.Policy;
import io.countersign.audit.Evidence;
import io.countersign.audit.EvidenceKind;
import io.countersign.audit.EvidenceRequest;
import io.countersign.audit.EvidenceSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What reports say of the policy that a request was decided by. */
@ApplicationScoped
@Transactional
public class PolicyEvidence implements EvidenceSource {

    @Inject
    Policies policies;

    @Inject
    PromotionFiles files;

    @Override
    public EvidenceKind kind() {
        return EvidenceKind.POLICY;
    }

    @Override
    public Optional<Evidence> gather(EvidenceRequest request) {
        return ReportedPromotion.find(files, request)
                .flatMap(file -> policies.find(file.promotion().policy().version()))
                .map(policy -> new Evidence(EvidenceKind.POLICY, fields(policy), List.of(), List.of()));
    }

    private static Map<String, Object> fields(Policy policy) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("id", policy.ref().id());
        fields.put("version", policy.ref().version());
        fields.put("digest", policy.ref().digest());
        fields.put("shipped", policy.shipped());
        fields.put("publishedAt", policy.publishedAt());
        fields.put("publishedBy", policy.publishedBy());
        fields.put("effectiveFrom", policy.effectiveFrom());
        if (!policy.author().isEmpty()) {
            fields.put("author", policy.author());
        }
        return fields;
    }
}
