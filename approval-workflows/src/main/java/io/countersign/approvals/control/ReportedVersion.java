package io.countersign.approvals.control;

import io.countersign.approvals.entity.Promotion;
import io.countersign.audit.EvidenceRequest;
import io.countersign.registry.VersionId;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The version that a report is about: named itself, or by a request about it. */
final class ReportedVersion {
    private static final Pattern ID = Pattern.compile("(.+)/([1-9]\\d{0,8})", Pattern.DOTALL);

    private ReportedVersion() {}

    static Optional<VersionId> of(PromotionFiles files, EvidenceRequest request) {
        Matcher id = ID.matcher(request.subject().id());
        if (request.subject().kind().equals("model-version") && id.matches()) {
            return Optional.of(new VersionId(id.group(1), Integer.parseInt(id.group(2))));
        }
        return ReportedPromotion.find(files, request)
                .map(PromotionFile::promotion)
                .map(Promotion::intent)
                .map(intent -> intent.versionId());
    }
}
