package io.countersign.reports.document;

import io.countersign.reports.entity.ReportId;
import java.time.Instant;

/**
 * What the cover says of the report itself.
 *
 * @param reportId identity, also in the running head
 * @param asOf the moment the report speaks of
 * @param madeBy printed name and subject of who asked for it
 * @param softwareVersion version of the product
 * @param signer distinguished name in the signing certificate
 * @param signerFingerprint hex of the SHA-256 digest of the signing certificate
 * @param evidenceSha256 hex of the SHA-256 digest of the attached evidence
 */
public record Cover(
        ReportId reportId,
        Instant asOf,
        String madeBy,
        String softwareVersion,
        String signer,
        String signerFingerprint,
        String evidenceSha256) {}
