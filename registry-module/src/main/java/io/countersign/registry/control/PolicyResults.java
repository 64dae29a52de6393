package io.countersign.registry.control;

import io.countersign.audit.Evidence;
import io.countersign.audit.EvidenceKind;
import io.countersign.audit.EvidenceRequest;
import io.countersign.audit.EvidenceSource;
import io.countersign.audit.Subject;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What the policy said of a version when somebody asked for it last, as approvals offer it as evidence. */
@ApplicationScoped
public class PolicyResults {
    @Inject
    RegistryDatabase database;

    @Inject
    @Any
    Instance<EvidenceSource> sources;

    /** Threshold results of the newest request for that version; empty when nobody asked. */
    public List<Object> newest(UUID versionRow) {
        Optional<String> request = database.first(
                "SELECT request_id FROM registry.pinned_demand WHERE version_id = ? ORDER BY pinned_at DESC LIMIT 1",
                row -> row.getString(1),
                versionRow);
        return request.map(PolicyResults::asked).stream()
                .flatMap(asked -> sources.stream()
                        .filter(source -> source.kind() == EvidenceKind.PROMOTION)
                        .flatMap(source -> source.gather(asked).stream()))
                .map(Evidence::fields)
                .map(fields -> fields.get("thresholds"))
                .filter(List.class::isInstance)
                .findFirst()
                .<List<Object>>map(list -> List.copyOf((List<?>) list))
                .orElse(List.of());
    }

    private static EvidenceRequest asked(String request) {
        return new EvidenceRequest(new Subject("promotion", request), Instant.now(), List.of());
    }
}
