package io.countersign.reports.entity;

import io.countersign.audit.Subject;
import java.time.Instant;

/**
 * What is known of a report beside its bytes.
 *
 * @param id its identity
 * @param template name of the template that it was made with
 * @param subject what it is about
 * @param createdAt when it was made, which is also the moment it speaks of
 * @param createdBy subject of who made it
 * @param createdByName their printed name
 * @param sha256 hex of the digest over the signed PDF
 * @param sizeBytes length of the signed PDF
 */
public record MadeReport(
        ReportId id,
        String template,
        Subject subject,
        Instant createdAt,
        String createdBy,
        String createdByName,
        String sha256,
        long sizeBytes) {}
