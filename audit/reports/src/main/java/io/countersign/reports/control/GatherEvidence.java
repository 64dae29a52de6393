package io.countersign.reports.control;

import io.countersign.audit.EntryId;
import io.countersign.audit.Evidence;
import io.countersign.audit.EvidenceKind;
import io.countersign.audit.EvidenceRequest;
import io.countersign.audit.EvidenceSource;
import io.countersign.audit.Inclusion;
import io.countersign.audit.Inclusions;
import io.countersign.audit.Subject;
import io.countersign.platform.problem.ProblemException;
import io.countersign.reports.document.ReportTemplate;
import io.countersign.reports.entity.Dossier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Asks every module for what it knows: first of the subject, then of what that names, and last of all the ledger, for
 * the proofs of every entry cited. What the template needs and nobody has is an error that names it.
 */
@ApplicationScoped
public class GatherEvidence {
    private static final Duration INCLUSION = Duration.ofSeconds(15);

    private final Snapshot snapshot;
    private final Iterable<EvidenceSource> sources;
    private final Iterable<Inclusions> inclusions;

    /** For the container's proxy. */
    protected GatherEvidence() {
        this(new Snapshot(), List.of(), List.of());
    }

    @Inject
    GatherEvidence(Snapshot snapshot, @Any Instance<EvidenceSource> sources, @Any Instance<Inclusions> inclusions) {
        this(snapshot, (Iterable<EvidenceSource>) sources, inclusions);
    }

    GatherEvidence(Snapshot snapshot, Iterable<EvidenceSource> sources, Iterable<Inclusions> inclusions) {
        this.snapshot = snapshot;
        this.sources = sources;
        this.inclusions = inclusions;
    }

    /**
     * All that the template needs. Call it outside any transaction: it waits for the ledger.
     *
     * @throws ProblemException (not found) when no module knows the subject; ({@code evidence-missing}) naming the kind of
     *     evidence that has no source, that its source does not have, or that the ledger does not prove
     */
    public Dossier about(ReportTemplate template, Subject subject) {
        template.needs().forEach(this::requireSource);
        Instant asOf = Instant.now().truncatedTo(ChronoUnit.MICROS);
        Map<EvidenceKind, Evidence> found = snapshot.read(() -> follow(template, subject, asOf));
        for (EvidenceKind kind : template.needs()) {
            if (kind != EvidenceKind.LEDGER && !found.containsKey(kind)) {
                throw MissingEvidence.of(kind, "no module has it for " + subject.kind() + " " + subject.id());
            }
        }
        if (template.needs().contains(EvidenceKind.LEDGER)) {
            found.put(EvidenceKind.LEDGER, proofs(subject, asOf, found));
        }
        return new Dossier(subject, asOf, found);
    }

    private void requireSource(EvidenceKind kind) {
        if (sourcesOf(kind).isEmpty()) {
            throw MissingEvidence.of(kind, "no module offers it");
        }
    }

    private List<EvidenceSource> sourcesOf(EvidenceKind kind) {
        List<EvidenceSource> offered = new ArrayList<>();
        sources.forEach(source -> {
            if (source.kind() == kind) {
                offered.add(source);
            }
        });
        return offered;
    }

    private Map<EvidenceKind, Evidence> follow(ReportTemplate template, Subject subject, Instant asOf) {
        Map<EvidenceKind, Evidence> found = new EnumMap<>(EvidenceKind.class);
        Set<Subject> seen = new HashSet<>(Set.of(subject));
        Deque<Subject> open = new ArrayDeque<>(seen);
        while (!open.isEmpty()) {
            EvidenceRequest request = new EvidenceRequest(open.remove(), asOf, List.of());
            for (EvidenceKind kind : template.needs()) {
                if (kind != EvidenceKind.LEDGER && !found.containsKey(kind)) {
                    ask(kind, request).ifPresent(evidence -> {
                        found.put(kind, evidence);
                        evidence.related().stream().filter(seen::add).forEach(open::add);
                    });
                }
            }
            if (!found.containsKey(template.primary())) {
                throw ProblemException.notFound("There is no " + subject.kind() + " " + subject.id());
            }
        }
        return found;
    }

    private Optional<Evidence> ask(EvidenceKind kind, EvidenceRequest request) {
        return sourcesOf(kind).stream()
                .map(source -> source.gather(request))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private Evidence proofs(Subject subject, Instant asOf, Map<EvidenceKind, Evidence> found) {
        Set<EntryId> cited = new LinkedHashSet<>();
        found.values().forEach(evidence -> cited.addAll(evidence.entries()));
        cited.forEach(this::awaitInclusion);
        EvidenceRequest request = new EvidenceRequest(subject, asOf, List.copyOf(cited));
        Evidence proofs = snapshot.read(() -> ask(EvidenceKind.LEDGER, request))
                .orElseThrow(() -> MissingEvidence.of(EvidenceKind.LEDGER, "the ledger has no checkpoint"));
        requireProof(cited, proofs);
        return proofs;
    }

    private void awaitInclusion(EntryId entry) {
        for (Inclusions ledger : inclusions) {
            Inclusion inclusion = ledger.await(entry, INCLUSION);
            if (!inclusion.status().equals("included")) {
                throw MissingEvidence.of(
                        EvidenceKind.LEDGER, "entry " + entry + " is not yet in the signed tree; try again shortly");
            }
        }
    }

    private static void requireProof(Set<EntryId> cited, Evidence proofs) {
        Set<String> proven = new HashSet<>();
        if (proofs.fields().get("entries") instanceof Iterable<?> entries) {
            for (Object entry : entries) {
                proven.add(entry instanceof Map<?, ?> fields ? String.valueOf(fields.get("entryId")) : "");
            }
        }
        for (EntryId entry : cited) {
            if (!proven.contains(entry.toString())) {
                throw MissingEvidence.of(EvidenceKind.LEDGER, "the ledger has no proof of entry " + entry);
            }
        }
    }
}
