package io.countersign.reports.document;

import io.countersign.audit.EvidenceKind;
import io.countersign.reports.entity.Dossier;
import java.util.Map;
import java.util.Set;

/** A kind of report. Its layout is the HTML template of the same name beside the style sheet. */
public interface ReportTemplate {

    /** Stable name, used by callers and as the name of the HTML template. */
    String name();

    /** Raised with each change of what the report says or how it is laid out. */
    int version();

    /** Kind of the subject that it is about, as in {@link io.countersign.audit.Subject#kind()}. */
    String subjectKind();

    /** The evidence that describes the subject itself; without it the subject is unknown. */
    EvidenceKind primary();

    /** Every kind of evidence without which the report must not be made. */
    Set<EvidenceKind> needs();

    /** What the HTML template prints: printable text alone, by name. */
    Map<String, Object> model(Dossier dossier, Cover cover);
}
