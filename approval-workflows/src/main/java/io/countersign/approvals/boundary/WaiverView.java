package io.countersign.approvals.boundary;

import io.countersign.approvals.entity.Waiver;
import java.time.Instant;
import java.util.UUID;

/** A granted waiver, as the own API shows it. */
public record WaiverView(
        UUID id,
        UUID promotionId,
        String model,
        String metric,
        String target,
        String policy,
        String reason,
        PersonView askedBy,
        PersonView grantedBy,
        Instant grantedAt,
        Instant until,
        String ledgerEntry) {

    static WaiverView from(Waiver waiver) {
        return new WaiverView(
                waiver.id(),
                waiver.promotionId(),
                waiver.model(),
                waiver.metric(),
                waiver.target(),
                waiver.policy(),
                waiver.reason(),
                new PersonView(waiver.askedBy(), waiver.askedByName()),
                new PersonView(waiver.grantedBy(), waiver.grantedByName()),
                waiver.grantedAt(),
                waiver.until(),
                waiver.entry().toString());
    }
}
