package io.countersign.reports.testing;

import io.countersign.audit.EntryId;
import io.countersign.audit.Evidence;
import io.countersign.audit.EvidenceKind;
import io.countersign.audit.EvidenceRequest;
import io.countersign.audit.EvidenceSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A source that knows one thing, and remembers what it was asked. */
public final class Offered implements EvidenceSource {
    public final List<EvidenceRequest> asked = new ArrayList<>();

    private final String subjectKind;
    private final Evidence evidence;

    public Offered(String subjectKind, Evidence evidence) {
        this.subjectKind = subjectKind;
        this.evidence = evidence;
    }

    @Override
    public EvidenceKind kind() {
        return evidence.kind();
    }

    @Override
    public Optional<Evidence> gather(EvidenceRequest request) {
        asked.add(request);
        return request.subject().kind().equals(subjectKind) ? Optional.of(evidence) : Optional.empty();
    }

    /** The entries that it was asked for. */
    public List<EntryId> entriesAsked() {
        return asked.stream().flatMap(request -> request.entries().stream()).toList();
    }
}
