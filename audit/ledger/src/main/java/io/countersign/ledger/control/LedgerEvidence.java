package io.countersign.ledger.control;

import io.countersign.audit.EntryId;
import io.countersign.audit.Evidence;
import io.countersign.audit.EvidenceKind;
import io.countersign.audit.EvidenceRequest;
import io.countersign.audit.EvidenceSource;
import io.countersign.audit.Inclusions;
import io.countersign.platform.problem.ProblemException;
import io.countersign.platform.problem.ProblemType;
import io.countersign.verifier.Hash;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Proves the entries that a report cites, all under one checkpoint. */
@ApplicationScoped
public class LedgerEvidence implements EvidenceSource {
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

    @Inject
    LedgerRuntime ledger;

    @Inject
    Inclusions inclusions;

    @Override
    public EvidenceKind kind() {
        return EvidenceKind.LEDGER;
    }

    /** @throws ProblemException (unavailable) when a cited entry is not in the signed tree in time: no proof is left out */
    @Override
    public Optional<Evidence> gather(EvidenceRequest request) {
        List<EntryId> cited = List.copyOf(new LinkedHashSet<>(request.entries()));
        for (EntryId entry : cited) {
            if (!inclusions.await(entry, LONGEST_WAIT).status().equals("included")) {
                throw missing(entry);
            }
        }
        try {
            Optional<Proofs.Stored> latest = new Proofs(ledger.dataSource()).latest();
            return latest.isEmpty() ? Optional.empty() : Optional.of(evidence(latest.get(), cited));
        } catch (SQLException failed) {
            throw new IllegalStateException("The ledger cannot be read", failed);
        }
    }

    private Evidence evidence(Proofs.Stored checkpoint, List<EntryId> cited) throws SQLException {
        List<Map<String, Object>> entries = new ArrayList<>();
        for (EntryId entry : cited) {
            entries.add(proved(checkpoint, entry));
        }
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("checkpoint", checkpoint.note());
        fields.put("treeSize", checkpoint.treeSize());
        fields.put("origin", ledger.key().name());
        fields.put("verifierKey", ledger.key().vkey());
        fields.put("entries", entries);
        return new Evidence(EvidenceKind.LEDGER, fields, List.of(), cited);
    }

    private Map<String, Object> proved(Proofs.Stored checkpoint, EntryId id) throws SQLException {
        StoredEntry entry = new StoredEntries(ledger.dataSource()).find(id).orElseThrow(() -> missing(id));
        Proofs.Proof proof =
                new Proofs(ledger.dataSource()).under(checkpoint, id).orElseThrow(() -> missing(id));
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("entryId", id.toString());
        fields.put("leafIndex", proof.leafIndex());
        fields.put("action", entry.action());
        fields.put("at", entry.at());
        fields.put("leafHash", proof.leafHash().hex());
        fields.put("proof", proof.path().stream().map(Hash::hex).toList());
        fields.put("canonical", entry.canonical());
        return fields;
    }

    private static ProblemException missing(EntryId entry) {
        return new ProblemException(
                ProblemType.UNAVAILABLE, "The ledger entry " + entry + " is not in the signed tree yet");
    }
}
