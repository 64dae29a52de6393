package io.countersign.approvals.control;

import io.countersign.approvals.entity.Promotion;
import io.countersign.approvals.entity.SignOff;
import io.countersign.approvals.entity.TrailEntry;
import io.countersign.audit.Evidence;
import io.countersign.audit.EvidenceKind;
import io.countersign.audit.EvidenceRequest;
import io.countersign.audit.EvidenceSource;
import io.countersign.audit.Subject;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What reports say of a promotion request. */
@ApplicationScoped
public class PromotionEvidence implements EvidenceSource {

    @Inject
    PromotionFiles files;

    @Override
    public EvidenceKind kind() {
        return EvidenceKind.PROMOTION;
    }

    @Override
    public Optional<Evidence> gather(EvidenceRequest request) {
        return ReportedPromotion.find(files, request)
                .map(file -> new Evidence(
                        EvidenceKind.PROMOTION,
                        fields(file),
                        related(file.promotion()),
                        file.trail().stream().map(TrailEntry::entry).toList()));
    }

    private static Map<String, Object> fields(PromotionFile file) {
        Promotion promotion = file.promotion();
        Map<String, Object> fields = new LinkedHashMap<>(asked(promotion));
        fields.put("kind", promotion.kind().wireName());
        fields.put("state", promotion.state().wireName());
        file.approval().ifPresent(approval -> {
            approval.validUntil().ifPresent(until -> fields.put("validUntil", until));
            approval.endedAt().ifPresent(at -> fields.put("approvalEndedAt", at));
            approval.endReason().ifPresent(reason -> fields.put("approvalEndReason", reason));
        });
        if (!file.conditions().isEmpty()) {
            fields.put(
                    "conditions",
                    file.conditions().stream().map(Object::toString).toList());
        }
        file.review().ifPresent(review -> {
            fields.put("reviewDueAt", review.dueAt());
            review.closedAt().ifPresent(at -> fields.put("reviewClosedAt", at));
            review.upheld().ifPresent(upheld -> fields.put("reviewUpheld", upheld));
        });
        promotion.closedAt().ifPresent(at -> fields.put("closedAt", at));
        promotion.outcome().ifPresent(outcome -> fields.put("outcome", outcome));
        fields.put("thresholds", ReportedPromotion.thresholds(promotion));
        fields.put("requiredSignOffs", ReportedPromotion.required(file));
        fields.put("dutiesChecked", duties(file));
        fields.put(
                "ledgerEntries",
                file.trail().stream().map(entry -> entry.entry().toString()).toList());
        return fields;
    }

    private static Map<String, Object> asked(Promotion promotion) {
        var involved = promotion.involved();
        Map<String, Object> requester = person(involved.requester(), involved.requesterName());
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("id", promotion.id().toString());
        fields.put("model", promotion.intent().model());
        fields.put("version", promotion.intent().version());
        fields.put("targetStage", promotion.intent().targetStage());
        fields.put("archiveExisting", promotion.intent().archiveExisting());
        fields.put("rationale", promotion.intent().rationale());
        fields.put("requestedBy", requester);
        fields.put("requestedAt", promotion.requestedAt());
        fields.put("requester", requester);
        fields.put("developer", person(involved.developer(), involved.developerName()));
        fields.put("registrar", person(involved.registrar(), involved.registrarName()));
        fields.put(
                "policy",
                Map.of(
                        "id", promotion.policy().id(),
                        "version", promotion.policy().version(),
                        "digest", promotion.policy().digest()));
        fields.put("tier", promotion.frozen().tier());
        fields.put("evidenceDigest", promotion.frozen().digest());
        return fields;
    }

    private static Map<String, Object> person(String subject, String name) {
        return Map.of("subject", subject, "name", name);
    }

    private static List<Map<String, Object>> duties(PromotionFile file) {
        List<String> signers = file.signOffs().stream().map(SignOff::subject).toList();
        return SegregationOfDuties.of(file.promotion().involved(), Set.of()).check(signers).stream()
                .map(checked ->
                        Map.<String, Object>of("rule", checked.rule(), "result", checked.kept() ? "kept" : "broken"))
                .toList();
    }

    private static List<Subject> related(Promotion promotion) {
        String model = promotion.intent().model();
        return List.of(
                Subject.modelVersion(model, promotion.intent().version()),
                new Subject("run", promotion.frozen().runId()),
                new Subject("registered-model", model));
    }
}
