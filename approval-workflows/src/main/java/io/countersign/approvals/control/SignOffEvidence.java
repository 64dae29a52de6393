package io.countersign.approvals.control;

import io.countersign.approvals.entity.SignOff;
import io.countersign.approvals.entity.TrailEntry;
import io.countersign.audit.Evidence;
import io.countersign.audit.EvidenceKind;
import io.countersign.audit.EvidenceRequest;
import io.countersign.audit.EvidenceSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What reports say of the sign-offs on a promotion request: every part of each, in the printed form. */
@ApplicationScoped
public class SignOffEvidence implements EvidenceSource {

    @Inject
    PromotionFiles files;

    @Override
    public EvidenceKind kind() {
        return EvidenceKind.SIGN_OFFS;
    }

    @Override
    public Optional<Evidence> gather(EvidenceRequest request) {
        return ReportedPromotion.find(files, request)
                .map(file -> new Evidence(
                        EvidenceKind.SIGN_OFFS,
                        Map.of("signOffs", signOffs(file, request)),
                        List.of(),
                        file.trail().stream().map(TrailEntry::entry).toList()));
    }

    private static List<Map<String, Object>> signOffs(PromotionFile file, EvidenceRequest request) {
        return file.signOffs().stream()
                .filter(signOff -> !signOff.signedAt().isAfter(request.asOf()))
                .map(SignOffEvidence::fields)
                .toList();
    }

    private static Map<String, Object> fields(SignOff signOff) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("name", signOff.printedName());
        fields.put("subject", signOff.subject());
        fields.put("role", signOff.role());
        fields.put("meaning", signOff.meaning());
        fields.put("comment", signOff.comment());
        fields.put("signedAt", signOff.signedAt());
        fields.put("evidenceDigest", signOff.evidenceDigest());
        fields.put("policy", signOff.policy().text());
        fields.put("authentication", signOff.authentication().method().name());
        signOff.steppedUpAt().ifPresent(at -> fields.put("steppedUpAt", at));
        signOff.steppedUpAcr().ifPresent(acr -> fields.put("steppedUpAcr", acr));
        fields.put("round", signOff.round());
        fields.put("client", signOff.client());
        fields.put("ledgerEntry", signOff.entry().toString());
        return fields;
    }
}
