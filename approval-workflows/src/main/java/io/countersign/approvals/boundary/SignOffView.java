package io.countersign.approvals.boundary;

import io.countersign.approvals.entity.SignOff;
import java.time.Instant;

/** A sign-off, as the own API shows it. */
public record SignOffView(
        String name,
        String subject,
        String role,
        String meaning,
        String comment,
        Instant signedAt,
        String evidenceDigest,
        String ledgerEntry) {

    static SignOffView from(SignOff signOff) {
        return new SignOffView(
                signOff.printedName(),
                signOff.subject(),
                signOff.role(),
                signOff.meaning(),
                signOff.comment(),
                signOff.signedAt(),
                signOff.evidenceDigest(),
                signOff.entry().toString());
    }
}
