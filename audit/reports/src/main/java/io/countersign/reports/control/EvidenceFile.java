package io.countersign.reports.control;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.countersign.audit.EntryId;
import io.countersign.audit.Evidence;
import io.countersign.platform.json.Json;
import io.countersign.reports.document.ReportTemplate;
import io.countersign.reports.entity.Dossier;
import io.countersign.reports.entity.ReportId;
import java.util.LinkedHashMap;
import java.util.Map;

/** The evidence of a report as the JSON file that travels inside it, for programs and for exact values. */
final class EvidenceFile {
    private EvidenceFile() {}

    static byte[] of(Dossier dossier, ReportTemplate template, ReportId id) {
        Map<String, Object> file = new LinkedHashMap<>();
        file.put("format", "countersign-report-evidence/1");
        file.put("reportId", id.toString());
        file.put("template", template.name());
        file.put("templateVersion", template.version());
        file.put("subject", dossier.subject());
        file.put("asOf", dossier.asOf());
        Map<String, Object> kinds = new LinkedHashMap<>();
        dossier.evidence().forEach((kind, evidence) -> kinds.put(kind.name(), piece(evidence)));
        file.put("evidence", kinds);
        try {
            return Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsBytes(file);
        } catch (JsonProcessingException notJson) {
            throw new IllegalStateException("A module offered evidence that has no JSON form", notJson);
        }
    }

    private static Map<String, Object> piece(Evidence evidence) {
        Map<String, Object> piece = new LinkedHashMap<>();
        piece.put("fields", evidence.fields());
        piece.put("related", evidence.related());
        piece.put("entries", evidence.entries().stream().map(EntryId::toString).toList());
        return piece;
    }
}
