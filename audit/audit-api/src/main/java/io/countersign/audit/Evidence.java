package io.countersign.audit;

import java.util.List;
import java.util.Map;

/**
 * What one module can say about a subject.
 *
 * @param kind kind of evidence
 * @param fields what is known, ready for templates: strings, numbers, booleans, instants, nested maps and lists. The keys of
 *     each kind are listed in docs/architecture.md. A field that nobody filled is absent, never invented
 * @param related what the report should ask next: the version and run of a promotion
 * @param entries ledger entries that stand behind these fields
 */
public record Evidence(EvidenceKind kind, Map<String, Object> fields, List<Subject> related, List<EntryId> entries) {
    public Evidence {
        related = List.copyOf(related);
        entries = List.copyOf(entries);
    }
}
