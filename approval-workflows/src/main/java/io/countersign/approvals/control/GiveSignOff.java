package io.countersign.approvals.control;

import io.countersign.approvals.engine.PromotionProcess;
import io.countersign.approvals.engine.SignOffSlot;
import io.countersign.approvals.entity.Promotion;
import io.countersign.approvals.entity.SignOff;
import io.countersign.audit.AuditEvent;
import io.countersign.audit.EntryId;
import io.countersign.audit.LedgerHealth;
import io.countersign.platform.actor.Actor;
import io.countersign.platform.id.Ids;
import io.countersign.platform.problem.ProblemException;
import io.countersign.tracking.RunId;
import io.countersign.tracking.Tracking;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** One person signs one request: checked, stored, in the ledger, the task completed; all in one transaction. */
@ApplicationScoped
@Transactional
public class GiveSignOff {
    static final String REJECTED = "rejected";

    @Inject
    LedgerHealth ledger;

    @Inject
    Promotions promotions;

    @Inject
    PromotionProcess process;

    @Inject
    Tracking tracking;

    @Inject
    Trail trail;

    /**
     * Signs the request, and has the process go on.
     *
     * @return the sign-off's ledger entry
     * @throws ProblemException (not found), (invalid), (conflict) when the request is decided or the digest is another than
     *     the request's, (forbidden) when the actor may not give it
     * @throws EvidenceChanged when the request has become void
     */
    public EntryId give(UUID requestId, SignOffIntent intent, Actor actor) {
        RequestRules.requirePerson(actor);
        ledger.requireHealthy();
        Promotion promotion = promotions.lock(requestId);
        promotion.requireOpen();
        requireSameDigest(promotion, intent);
        SignOffSlot slot = SlotChoice.choose(process.openSlots(requestId), intent, actor);
        requireSeparateDuties(promotion, actor);
        requireIntact(promotion);
        SignOff signOff = sign(promotion, slot, intent, actor);
        process.completeSignOff(requestId, slot, intent.rejects(), actor);
        return signOff.entry();
    }

    private static void requireSameDigest(Promotion promotion, SignOffIntent intent) {
        if (!intent.evidenceDigest().equals(promotion.frozen().digest())) {
            throw new ProblemException(
                    Refusals.OTHER_EVIDENCE,
                    "You saw evidence " + intent.evidenceDigest() + ", but request " + promotion.id() + " stands on "
                            + promotion.frozen().digest());
        }
    }

    private void requireSeparateDuties(Promotion promotion, Actor actor) {
        Set<String> signers = promotions.signOffs(promotion.id()).stream()
                .map(SignOff::subject)
                .collect(Collectors.toSet());
        SegregationOfDuties.of(promotion.involved(), signers)
                .objection(actor.subject())
                .ifPresent(objection -> {
                    throw new ProblemException(objection.type(), objection.text());
                });
    }

    /** Nobody's signature is taken on numbers that no longer are the run's. */
    private void requireIntact(Promotion promotion) {
        String runId = promotion.frozen().runId();
        if (!tracking.sealHolds(new RunId(runId), promotion.frozen().sealDigest())) {
            throw new EvidenceChanged(promotion.id(), "the run " + runId + " changed after the request was made");
        }
    }

    private SignOff sign(Promotion promotion, SignOffSlot slot, SignOffIntent intent, Actor actor) {
        Instant at = Instant.now().truncatedTo(ChronoUnit.MICROS);
        EntryId entry = trail.append(promotion, actor, event(promotion, slot, intent, actor, at));
        SignOff signOff = new SignOff(
                Ids.next(),
                promotion,
                actor,
                new SignOff.Statement(slot.role(), intent.meaning(), intent.comment(), intent.evidenceDigest()),
                at,
                entry);
        promotions.add(signOff);
        return signOff;
    }

    private static AuditEvent event(
            Promotion promotion, SignOffSlot slot, SignOffIntent intent, Actor actor, Instant at) {
        return Trail.event("sign-off.given", promotion)
                .fact("role", slot.role())
                .fact("required", slot.meaning())
                .fact("meaning", intent.meaning())
                .fact("signedAt", at.toString())
                .fact("authentication", actor.authentication().method().name())
                .disclose("printedName", actor.displayName())
                .disclose("comment", intent.comment())
                .build();
    }
}
