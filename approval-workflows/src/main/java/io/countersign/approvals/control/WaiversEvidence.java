package io.countersign.approvals.control;

import io.countersign.approvals.entity.Waiver;
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

/** What reports say of waivers: those in force for the model at the moment that the report speaks of. */
@ApplicationScoped
@Transactional
public class WaiversEvidence implements EvidenceSource {

    @Inject
    Waivers waivers;

    @Inject
    PromotionFiles files;

    @Override
    public EvidenceKind kind() {
        return EvidenceKind.WAIVERS;
    }

    @Override
    public Optional<Evidence> gather(EvidenceRequest request) {
        return ReportedVersion.of(files, request).map(version -> {
            List<Waiver> inForce = waivers.inForce(version.model(), request.asOf()).stream()
                    .filter(waiver -> !waiver.grantedAt().isAfter(request.asOf()))
                    .toList();
            return new Evidence(
                    EvidenceKind.WAIVERS,
                    Map.of(
                            "waivers",
                            inForce.stream().map(WaiversEvidence::fields).toList()),
                    List.of(),
                    inForce.stream().map(Waiver::entry).toList());
        });
    }

    private static Map<String, Object> fields(Waiver waiver) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("metric", waiver.metric());
        fields.put("target", waiver.target());
        fields.put("policy", waiver.policy());
        fields.put("reason", waiver.reason());
        fields.put("askedBy", Map.of("subject", waiver.askedBy(), "name", waiver.askedByName()));
        fields.put("grantedBy", Map.of("subject", waiver.grantedBy(), "name", waiver.grantedByName()));
        fields.put("grantedAt", waiver.grantedAt());
        fields.put("until", waiver.until());
        fields.put("promotion", waiver.promotionId().toString());
        return fields;
    }
}
