package io.countersign.reports.boundary;

import io.countersign.audit.Subject;
import io.countersign.reports.entity.MadeReport;
import java.time.Instant;

/**
 * A report on the wire, without its bytes.
 *
 * @param id its identity
 * @param template template that it was made with
 * @param subject what it is about
 * @param createdAt when it was made, which is also the moment it speaks of
 * @param createdBy who made it
 * @param sha256 hex of the digest over the PDF
 * @param sizeBytes length of the PDF
 */
public record ReportResponse(
        String id,
        String template,
        Subject subject,
        Instant createdAt,
        Person createdBy,
        String sha256,
        long sizeBytes) {

    /**
     * A person on the wire.
     *
     * @param subject identity
     * @param name printed name
     */
    public record Person(String subject, String name) {}

    static ReportResponse from(MadeReport report) {
        return new ReportResponse(
                report.id().toString(),
                report.template(),
                report.subject(),
                report.createdAt(),
                new Person(report.createdBy(), report.createdByName()),
                report.sha256(),
                report.sizeBytes());
    }
}
