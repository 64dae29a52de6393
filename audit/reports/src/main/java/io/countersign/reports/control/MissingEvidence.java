package io.countersign.reports.control;

import io.countersign.audit.EvidenceKind;
import io.countersign.platform.problem.ProblemException;
import io.countersign.platform.problem.ProblemType;
import java.util.Map;

/** A report that cannot be made, because something that it must hold is not there: said by name, never left out. */
final class MissingEvidence {
    private static final ProblemType TYPE = new ProblemType(
            "evidence-missing", "The report cannot be made without this evidence", ProblemType.Category.UNPROCESSABLE);

    private MissingEvidence() {}

    static ProblemException of(EvidenceKind kind, String why) {
        return new ProblemException(TYPE, "The evidence " + kind + " is missing: " + why, Map.of("kind", kind.name()));
    }
}
