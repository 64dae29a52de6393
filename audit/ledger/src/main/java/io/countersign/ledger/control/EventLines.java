package io.countersign.ledger.control;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.countersign.audit.AuditEvent;
import io.countersign.audit.AuditLog;
import io.countersign.audit.Subject;
import io.countersign.platform.actor.Actor;
import io.countersign.platform.json.Json;
import io.countersign.verifier.ExportLine;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Entries as JSON lines for a SIEM: the entry's members, its leaf number and its disclosures, without proofs. The receiver
 * asks for what comes after the last leaf that it has.
 */
@ApplicationScoped
public class EventLines {
    private static final String ACTION = "ledger.exported";

    @Inject
    LedgerRuntime ledger;

    @Inject
    AuditLog auditLog;

    /** The lines after a leaf, and whether they hold nothing but the caller's own earlier reads. */
    public record Lines(List<String> lines, boolean onlyOwnReads) {
        public Lines {
            lines = List.copyOf(lines);
        }
    }

    /** @param after number of the last leaf that the caller has; -1 for the beginning */
    @Transactional(Transactional.TxType.NOT_SUPPORTED)
    public Lines after(long after, int most, Actor caller) {
        try {
            long size = new Proofs(ledger.dataSource())
                    .latest()
                    .map(Proofs.Stored::treeSize)
                    .orElse(0L);
            List<Long> leaves = new ArrayList<>();
            for (long leaf = after + 1; leaf < Math.min(size, after + 1 + most); leaf++) {
                leaves.add(leaf);
            }
            List<String> lines = new ArrayList<>();
            boolean onlyOwnReads = true;
            for (ExportLine.Leaf leaf : new StoredLeaves(ledger.dataSource()).read(leaves, 0)) {
                ObjectNode line = line(leaf);
                lines.add(line.toString());
                onlyOwnReads &= line.path("action").asText().equals(ACTION)
                        && line.at("/actor/subject").asText().equals(caller.subject());
            }
            return new Lines(lines, onlyOwnReads);
        } catch (SQLException | JsonProcessingException failed) {
            throw new IllegalStateException("The ledger cannot be read", failed);
        }
    }

    private static ObjectNode line(ExportLine.Leaf leaf) throws JsonProcessingException {
        ObjectMapper json = Json.mapper();
        String entry = leaf.entry();
        ObjectNode line = entry == null ? json.createObjectNode() : (ObjectNode) json.readTree(entry);
        line.remove("commitments");
        line.put("leafIndex", leaf.index());
        line.put("leafHash", leaf.leafHash().hex());
        ObjectNode disclosures = line.putObject("disclosures");
        leaf.disclosures().forEach(each -> disclosures.put(each.name(), each.text()));
        return line;
    }

    /**
     * Writes the entry that tells of the read. Not called for a poll that brought nothing but the caller's own earlier reads:
     * telling of those would make news for ever.
     */
    @Transactional
    public void announce(Actor actor, long after) {
        auditLog.append(
                actor,
                AuditEvent.of(ACTION, new Subject("ledger", ledger.key().name()))
                        .fact("scope", "all")
                        .fact("form", "events")
                        .fact("after", Long.toString(after))
                        .build());
    }
}
