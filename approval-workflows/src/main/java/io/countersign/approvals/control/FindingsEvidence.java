package io.countersign.approvals.control;

import io.countersign.approvals.entity.Finding;
import io.countersign.audit.Evidence;
import io.countersign.audit.EvidenceKind;
import io.countersign.audit.EvidenceRequest;
import io.countersign.audit.EvidenceSource;
import io.countersign.registry.VersionId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What reports say of findings: on a promotion, or on a version with those of its model as a whole. */
@ApplicationScoped
@Transactional
public class FindingsEvidence implements EvidenceSource {

    @Inject
    Findings findings;

    @Inject
    PromotionFiles files;

    @Override
    public EvidenceKind kind() {
        return EvidenceKind.FINDINGS;
    }

    @Override
    public Optional<Evidence> gather(EvidenceRequest request) {
        return ReportedVersion.of(files, request)
                .map(version -> new Evidence(
                        EvidenceKind.FINDINGS,
                        Map.of("findings", about(version, request.asOf())),
                        List.of(),
                        List.of()));
    }

    private List<Map<String, Object>> about(VersionId version, Instant asOf) {
        return findings.about(version).stream()
                .filter(finding -> !finding.raisedAt().isAfter(asOf))
                .map(finding -> fields(finding, asOf))
                .toList();
    }

    private static Map<String, Object> fields(Finding finding, Instant asOf) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("id", finding.id().toString());
        fields.put("title", finding.title());
        fields.put("area", finding.area());
        fields.put("description", finding.description());
        fields.put("severity", finding.severity().wireName());
        fields.put("owner", Map.of("subject", finding.owner(), "name", finding.ownerName()));
        fields.put("raisedBy", Map.of("subject", finding.raisedBy(), "name", finding.raisedByName()));
        fields.put("raisedAt", finding.raisedAt());
        fields.put("dueAt", finding.dueAt());
        Optional<Instant> closed = finding.closedAt().filter(at -> !at.isAfter(asOf));
        fields.put(
                "state", closed.isPresent() ? Finding.CLOSED : finding.closed() ? Finding.REMEDIED : finding.state());
        fields.put(
                "overdue", finding.overdueAt().filter(at -> !at.isAfter(asOf)).isPresent());
        closed.ifPresent(at -> {
            fields.put("closedAt", at);
            finding.remedy().ifPresent(remedy -> fields.put("closureEvidence", remedy));
            finding.closedBy()
                    .ifPresent(subject -> fields.put(
                            "closedBy",
                            Map.of(
                                    "subject",
                                    subject,
                                    "name",
                                    finding.closedByName().orElse(subject))));
        });
        return fields;
    }
}
