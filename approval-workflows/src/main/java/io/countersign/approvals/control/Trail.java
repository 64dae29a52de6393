package io.countersign.approvals.control;

import io.countersign.approvals.entity.Promotion;
import io.countersign.audit.AuditEvent;
import io.countersign.audit.AuditLog;
import io.countersign.audit.EntryId;
import io.countersign.audit.Subject;
import io.countersign.platform.actor.Actor;
import io.countersign.registry.ApprovalEvent;
import io.countersign.registry.ApprovalEvents;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.Map;
import java.util.UUID;

/** What happened to a request: each act an entry in the ledger, cited by the request. */
@ApplicationScoped
public class Trail {

    /** At the end of the trail, whose request is locked. */
    private static final String CITE =
            "insert into approvals.promotion_entry (promotion_id, position, entry_id, action)"
                    + " select :request, count(*), :entry, :action from approvals.promotion_entry where promotion_id = :request";

    @PersistenceContext(unitName = "approvals")
    EntityManager entities;

    /** What is told outside (webhooks), by the action on record. */
    private static final Map<String, ApprovalEvent.Kind> TOLD = Map.ofEntries(
            Map.entry("promotion.requested", ApprovalEvent.Kind.REQUESTED),
            Map.entry("sign-off.given", ApprovalEvent.Kind.SIGNED),
            Map.entry("promotion.approved", ApprovalEvent.Kind.APPROVED),
            Map.entry("promotion.rejected", ApprovalEvent.Kind.REJECTED),
            Map.entry("promotion.refused", ApprovalEvent.Kind.REFUSED),
            Map.entry("promotion.withdrawn", ApprovalEvent.Kind.WITHDRAWN),
            Map.entry("promotion.voided", ApprovalEvent.Kind.VOID),
            Map.entry("promotion.superseded", ApprovalEvent.Kind.SUPERSEDED),
            Map.entry("promotion.expired", ApprovalEvent.Kind.EXPIRED),
            Map.entry("promotion.escalated", ApprovalEvent.Kind.ESCALATED),
            Map.entry("approval.lapsed", ApprovalEvent.Kind.LAPSED));

    @Inject
    AuditLog audit;

    @Inject
    ApprovalEvents events;

    @Inject
    Times times;

    /** Begins an event about the request, with the facts that each of them carries. */
    static AuditEvent.Builder event(String action, Promotion promotion) {
        return AuditEvent.of(action, subject(promotion.id()))
                .fact("model", promotion.intent().model())
                .fact("version", promotion.intent().version())
                .fact("target", promotion.intent().target())
                .fact("targetStage", promotion.intent().targetStage())
                .fact("policy", promotion.policy().text())
                .fact("policyDigest", promotion.policy().digest())
                .fact("evidenceDigest", promotion.frozen().digest());
    }

    static Subject subject(UUID promotion) {
        return new Subject("promotion", promotion.toString());
    }

    /** Appends the event, cites it, and tells who asked to be told. The request must be stored already. */
    EntryId append(Promotion promotion, Actor actor, AuditEvent event) {
        EntryId entry = audit.append(actor, event);
        cite(promotion, entry, event.action());
        ApprovalEvent.Kind kind = TOLD.get(event.action());
        if (kind != null) {
            events.happened(new ApprovalEvent(
                    kind,
                    promotion.id(),
                    promotion.intent().versionId(),
                    promotion.intent().targetKind(),
                    promotion.intent().targetStage(),
                    actor.displayName(),
                    times.now()));
        }
        return entry;
    }

    /** Cites an entry that another module appended for the request. */
    void cite(Promotion promotion, EntryId entry, String action) {
        // The request itself may not have been written yet.
        entities.flush();
        entities.createNativeQuery(CITE)
                .setParameter("request", promotion.id())
                .setParameter("entry", entry.value())
                .setParameter("action", action)
                .executeUpdate();
    }
}
