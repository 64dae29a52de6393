package io.countersign.reports.entity;

import io.countersign.audit.Evidence;
import io.countersign.audit.EvidenceKind;
import io.countersign.audit.Subject;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * All the evidence that a report is made of, gathered and complete.
 *
 * @param subject what the report is about
 * @param asOf the moment it speaks of
 * @param evidence one piece for each kind that the template needs
 */
public record Dossier(Subject subject, Instant asOf, Map<EvidenceKind, Evidence> evidence) {
    public Dossier {
        evidence = Collections.unmodifiableMap(new EnumMap<>(evidence));
    }

    /** @throws IllegalStateException when the template did not declare that it needs this kind */
    public Evidence of(EvidenceKind kind) {
        Evidence found = evidence.get(kind);
        if (found == null) {
            throw new IllegalStateException("The template uses " + kind + " without declaring that it needs it");
        }
        return found;
    }
}
