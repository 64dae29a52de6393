package io.countersign.audit;

import java.time.Instant;
import java.util.List;

/**
 * What a report asks its sources for. Reports fill it step by step: the promotion's evidence names the version and run.
 *
 * @param subject what the report is about
 * @param asOf the moment the report speaks of
 * @param entries ledger entries cited so far, for the source that proves them
 */
public record EvidenceRequest(Subject subject, Instant asOf, List<EntryId> entries) {
    public EvidenceRequest {
        entries = List.copyOf(entries);
    }
}
