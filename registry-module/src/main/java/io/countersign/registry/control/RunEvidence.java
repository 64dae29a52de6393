package io.countersign.registry.control;

import io.countersign.audit.Evidence;
import io.countersign.audit.EvidenceKind;
import io.countersign.audit.EvidenceRequest;
import io.countersign.audit.EvidenceSource;
import io.countersign.audit.Subject;
import io.countersign.tracking.RunId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What tracking offers as evidence of a run: reads only, and works on a run that has not ended. */
@ApplicationScoped
public class RunEvidence {
    @Inject
    @Any
    Instance<EvidenceSource> sources;

    /** Fields of the run's evidence, by the keys of docs/architecture.md; empty for a run that nobody knows. */
    public Map<String, Object> of(RunId run) {
        EvidenceRequest request = new EvidenceRequest(new Subject("run", run.value()), Instant.now(), List.of());
        return sources.stream()
                .filter(source -> source.kind() == EvidenceKind.RUN)
                .flatMap(source -> source.gather(request).stream())
                .map(Evidence::fields)
                .findFirst()
                .orElse(Map.of());
    }
}
