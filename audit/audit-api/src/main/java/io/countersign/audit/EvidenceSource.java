package io.countersign.audit;

import java.util.Optional;

/** Offered by each module as a CDI bean; found by the reports through {@code Instance<EvidenceSource>}. */
public interface EvidenceSource {

    EvidenceKind kind();

    /** What this module knows of the subject; empty when the subject is unknown here or of another kind. Reads only. */
    Optional<Evidence> gather(EvidenceRequest request);
}
