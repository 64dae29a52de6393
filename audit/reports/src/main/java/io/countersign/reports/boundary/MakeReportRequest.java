package io.countersign.reports.boundary;

import io.countersign.platform.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/**
 * What is asked for: a template and what the report is about.
 *
 * @param template name of the template
 * @param subject kind and id
 */
public record MakeReportRequest(
        @Nullable String template, @Nullable SubjectRef subject) {
    private static final int LONGEST_ID = 500;

    public MakeReportRequest {
        if (template == null || template.isBlank() || template.length() > LONGEST_ID) {
            throw ProblemException.invalid("Name the template of the report");
        }
        if (subject == null) {
            throw ProblemException.invalid("Name the subject of the report: {\"kind\": …, \"id\": …}");
        }
    }

    /**
     * A subject on the wire.
     *
     * @param kind kind of the subject
     * @param id its identity
     */
    public record SubjectRef(
            @Nullable String kind, @Nullable String id) {
        public SubjectRef {
            if (kind == null || kind.isBlank() || id == null || id.isBlank()) {
                throw ProblemException.invalid("A subject has a kind and an id");
            }
            if (kind.length() > LONGEST_ID || id.length() > LONGEST_ID || id.indexOf('\0') >= 0) {
                throw ProblemException.invalid("The kind or id of the subject is not valid");
            }
        }
    }
}
