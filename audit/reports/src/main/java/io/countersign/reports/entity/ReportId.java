package io.countersign.reports.entity;

import io.countersign.platform.id.Ids;
import io.countersign.platform.problem.ProblemException;
import java.util.UUID;

/** Identity of a report, printed on each of its pages. */
public record ReportId(UUID value) {

    public static ReportId next() {
        return new ReportId(Ids.next());
    }

    /** @throws ProblemException (not found) when the text is not the id of any report */
    public static ReportId parse(String text) {
        try {
            return new ReportId(UUID.fromString(text));
        } catch (IllegalArgumentException notAUuid) {
            throw unknown(text);
        }
    }

    public static ProblemException unknown(String text) {
        return ProblemException.notFound("There is no report " + text);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
